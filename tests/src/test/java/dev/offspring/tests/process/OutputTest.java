package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Output;
import dev.offspring.tests.TestJvm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where output goes: all of it, the last line too, and never so that a child waits for a reader. */
final class OutputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than a pipe holds. */
    private static final int MANY = 20_000;

    @TempDir
    private Path temp;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Test
    void auto_goesThroughTheParentThatCapturesItsOutput() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            run(Output.AUTO, "straße");
            run(Output.AUTO.prefixed(), "zwei");
        } finally {
            System.setOut(before);
        }
        assertThat(captured.toString(StandardCharsets.UTF_8)).matches("straße\\[unfinished-\\d+] zwei");
    }

    @Test
    void file_takesBothStreamsToTheirEnd() throws Exception {
        Path file = temp.resolve("log");
        run(Output.file(file), "one\ntwo\n");
        run(Output.file(file), "three");
        assertThat(Files.readString(file)).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void prefixedFile_hasTheNameBeforeEachLine() throws Exception {
        Path file = temp.resolve("log");
        String name = run(Output.file(file).prefixed(), "one\ntwo");
        assertThat(Files.readString(file)).isEqualTo("[" + name + "] one\n[" + name + "] two");
    }

    @Test
    void lines_comeWholeWithTheLastOneUnfinished() throws Exception {
        run(Output.lines(lines::add), "eins\n\nstraße, 道");
        assertThat(lines).containsExactly("eins", "", "straße, 道");
    }

    @Test
    void lines_areReadAsTheyWereWrittenWhateverTheLocale() throws Exception {
        try (TestJvm jvm = TestJvm.start(List.of("env", "LC_ALL=C"), HearsLines.class, "-Dstdout.encoding=UTF-8")) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).isEqualTo("[straße, 道]\n");
        }
    }

    @Test
    void discard_goesNowhere() throws Exception {
        run(Output.DISCARD, "nothing");
        assertThatThrownBy(Output.DISCARD::prefixed).isInstanceOf(IllegalStateException.class);
    }

    /** Property: whoever takes the lines, and how long, the child has long ended; and all lines come. */
    @Test
    void slowConsumer_keepsNoChildWaiting() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Output slow = Output.lines(line -> {
            await(gate);
            lines.add(line);
        });
        try (ChildProcess<Void> child =
                DeedsTargets.speak(MANY).process().output(slow).start()) {
            ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
            process.onExit().get(60, TimeUnit.SECONDS);
            assertThat(lines).isEmpty();
            gate.countDown();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(lines).hasSize(2 * MANY).contains("out " + (MANY - 1), "err " + (MANY - 1));
        }
    }

    @Test
    void consumerThatThrows_isToldOfOnceAndHarmsNobody() throws Exception {
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> thrown.add(why));
        try (ChildProcess<Void> child = DeedsTargets.speak(MANY)
                .process()
                .output(Output.lines(line -> {
                    lines.add(line);
                    throw new AssertionError("no more");
                }))
                .start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Returned());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(lines).hasSize(1);
        assertThat(thrown).filteredOn(why -> "no more".equals(why.getMessage())).hasSize(1);
    }

    /** The thread that hands the lines over cannot wait for the end, which waits for the lines. */
    @Test
    void consumerThatJoins_isRefused() throws Exception {
        AtomicReference<ChildProcess<Void>> self = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        List<Throwable> refused = Collections.synchronizedList(new ArrayList<>());
        Output joins = Output.lines(line -> {
            await(known);
            try {
                self.get().join();
            } catch (InterruptedException | IllegalStateException e) {
                refused.add(e);
            }
        });
        try (ChildProcess<Void> child =
                DeedsTargets.speak(1).process().output(joins).start()) {
            self.set(child);
            known.countDown();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(refused)
                    .hasSize(2)
                    .allSatisfy(e -> assertThat(e)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining(child.name()));
        }
    }

    @Test
    void targetThatClosesItsOutput_returnsAllTheSame() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.closeOutput()
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            assertThat(child.result(PATIENCE)).isEqualTo("returned");
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Returned());
            assertThat(lines).containsExactly("before");
        }
    }

    /** One child of each kind, whose output passes through the parent, or goes straight to the parent's own; and to a terminal. */
    @Test
    void autoAndInherit_arriveWhereTheParentsOwnGoes() throws Exception {
        try (TestJvm piped = TestJvm.start(
                        Talkative.class, "--", temp.resolve("piped").toString());
                TestJvm terminal = TestJvm.onTerminal(
                        Talkative.class, "--", temp.resolve("terminal").toString())) {
            assertThat(piped.awaitExit()).as(piped.output()).isZero();
            assertThat(terminal.await("ended (\\d+)")).isEqualTo("0");
            for (TestJvm jvm : List.of(piped, terminal)) {
                List<String> all = jvm.output().lines().map(String::strip).toList();
                assertThat(all.stream().filter("out 1999"::equals))
                        .as("standard output")
                        .hasSize(2);
                assertThat(all.stream().filter("err 1999"::equals))
                        .as("standard error")
                        .hasSize(2);
            }
        }
    }

    /** A reader that goes away, and streams that were never there: neither start nor exit minds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"$@\" 2>&1 | head -1",
                "\"$@\" 2>&1 >/dev/full | cat",
                "\"$@\" >&-",
                "\"$@\" 2>&-",
                "\"$@\" <&- >&- 2>&-",
            })
    void brokenStreams_breakNothing(String redirection) throws Exception {
        Path status = temp.resolve("status");
        Path note = temp.resolve("note");
        String shell = redirection.replace("\"$@\"", "(\"$@\"; echo $? >" + status + ")");
        try (TestJvm jvm = TestJvm.start(List.of("sh", "-c", shell, "sh"), Talkative.class, "--", note.toString())) {
            jvm.awaitExit();
            assertThat(Files.readString(status).strip()).as(jvm.output()).isEqualTo("0");
            assertThat(Files.readString(note)).as(jvm.output()).isEqualTo("2 of 2 returned");
        }
    }

    private String run(Output output, String text) throws Exception {
        try (ChildProcess<Void> child =
                DeedsTargets.unfinished(text).process().output(output).start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Returned());
            return child.name();
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
