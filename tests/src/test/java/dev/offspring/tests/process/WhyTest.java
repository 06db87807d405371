package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offspring.error.ChildDiedException;
import dev.offspring.os.ExitWitness;
import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Output;
import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a child died, and what its parent says of it: as much as there is to know. */
final class WhyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** From this kernel on it says whether a signal ended a process. */
    private static final List<Integer> TELLING_KERNEL = List.of(6, 15);

    @TempDir
    private Path temp;

    @Test
    void crashReport_isFoundWhereTheOptionPoints() throws Exception {
        Path report = Files.createDirectory(temp.resolve("reports")).resolve("crash-%p.log");
        assertCrash(
                FatesTargets.crash("word", 1)
                        .process()
                        .directory(temp)
                        .output(Output.DISCARD)
                        .jvmArgs("-XX:ErrorFile=" + report),
                "reports/crash-");
        assertCrash(
                FatesTargets.crash("word", 1)
                        .process()
                        .directory(temp)
                        .output(Output.DISCARD)
                        .env("JAVA_TOOL_OPTIONS", "-XX:ErrorFile=relative-%p-%%.log"),
                "relative-");
    }

    @Test
    void crashReport_isFoundWhereTheJvmSaysIfTheOptionPointsNowhere() throws Exception {
        assertCrash(
                FatesTargets.crash("word", 1)
                        .process()
                        .directory(temp)
                        .output(Output.lines(line -> {}))
                        .jvmArgs("-XX:ErrorFile=" + temp.resolve("none/x.log")),
                "hs_err_pid");
    }

    private static void assertCrash(ChildBuilder<Void> builder, String file) throws Exception {
        try (ChildProcess<Void> child = builder.start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            ChildDiedException died = died(child);
            assertThat(died.reason()).isEqualTo("crashed: SIGSEGV");
            assertThat(died.crashReport())
                    .hasValueSatisfying(report -> assertThat(report)
                            .contains(file + (file.endsWith("pid") ? "" : child.pid()))
                            .satisfies(place -> assertThat(Path.of(place)).exists()));
            assertThat(child.exitCause()).get().isInstanceOf(ExitCause.Crashed.class);
        }
    }

    /** As it is some time after a program's first start. */
    @BeforeAll
    static void exitsAreSeen() {
        ExitWitness.beginLate();
    }

    /** A status alone would say the signals 1, 6, 9 and 15. */
    @ParameterizedTest
    @ValueSource(ints = {1, 129, 134, 137, 143})
    void halt_isNoSignalWhereTheKernelTells(int status) throws Exception {
        try (ChildProcess<Void> child = FatesTargets.halt(status).start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            if (status == 1 || kernelTells()) {
                assertThat(child.exitCause()).contains(new ExitCause.Exited(status));
                assertThat(child.exitCode()).hasValue(status);
            } else {
                assertThat(child.exitCause()).get().isNotInstanceOf(ExitCause.Returned.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15, 1})
    void signalFromOutside_isItsCause(int signal) throws Exception {
        assumeThat(isIgnored(signal))
                .as("signal %d, ignored as nohup has it", signal)
                .isFalse();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (ChildProcess<Void> child = FatesTargets.waitForEver()
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("pid " + child.pid());
            kill(signal, child.pid());
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(signal));
            assertThat(child.exitCode()).hasValue(-signal);
        }
    }

    /** Its time is over while it is dead already, and its end waits for a reader of its lines. */
    @Test
    void timeoutOfADeadChild_isNotItsCause() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch printed = new CountDownLatch(1);
        Duration limit = Duration.ofSeconds(4);
        try (ChildProcess<Void> child = FatesTargets.waitForEver()
                .timeout(limit)
                .process()
                .output(Output.lines(line -> {
                    printed.countDown();
                    awaitQuietly(read);
                }))
                .start()) {
            assertThat(printed.await(60, TimeUnit.SECONDS)).isTrue();
            kill(9, child.pid());
            assertThat(child.join(limit.plusMillis(500))).as("its end is known").isFalse();
            read.countDown();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(9));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            var _ = latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** When the child itself could not yet say anything. */
    @Test
    void signalBeforeTheTargetBegan_isItsCauseToo() throws Exception {
        try (ChildProcess<Void> child = FatesTargets.waitForEver()
                .process()
                .jvmArgs("-Doffspring.debug=none", "-XX:+UnlockDiagnosticVMOptions", "-XX:+PauseAtStartup")
                .directory(temp)
                .start()) {
            Path paused = temp.resolve("vm.paused." + child.pid());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.exists(paused) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            kill(9, child.pid());
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(9));
            assertThat(died(child)).hasMessageContaining("died before it began");
        }
    }

    @Test
    void exitOnOutOfMemory_isACauseOfItsOwn() throws Exception {
        try (ChildProcess<Integer> child = FatesTargets.hoard()
                .process()
                .heap("24m")
                .jvmArgs("-XX:+ExitOnOutOfMemoryError")
                .output(Output.lines(line -> {}))
                .start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.OutOfMemory());
        }
    }

    /** Property: the line runs the same target with the same arguments, to the same end. */
    @Test
    void reportOfACrash_hasALineThatRunsItAlone() throws Exception {
        try (ChildProcess<Void> child = FatesTargets.crash("it's \"quoted\" $HOME", 7)
                .process()
                .directory(temp)
                .env("GREETING", "two words")
                .output(Output.lines(line -> {}))
                .start()) {
            ChildDiedException died = died(child);
            assertThat(died)
                    .hasMessageStartingWith(child.name() + " (pid " + child.pid()
                            + ") died in Fates.crash(\"it's \"quoted\" $HOME\", 7): crashed: SIGSEGV")
                    .hasMessageContaining("\n  crash report: " + temp.resolve("hs_err_pid" + child.pid() + ".log"))
                    .hasMessageContaining("\n  run it alone: cd " + temp + " && GREETING='two words' ")
                    .hasMessageContaining("--class-path … dev.offspring.tests.process.FatesCrashMain "
                            + "'it'\\''s \"quoted\" $HOME' 7\n")
                    .hasMessageContaining(
                            "\n  last lines of its stderr:\n    about to crash with it's \"quoted\" $HOME");
            List<String> shell = List.of("sh", "-c", died.command().orElseThrow());
            try (TestJvm alone = TestJvm.startCommand(shell)) {
                assertThat(alone.awaitExit()).isNotZero();
                assertThat(alone.output()).contains("about to crash with it's \"quoted\" $HOME", "#  SIGSEGV");
            }
        }
    }

    @Test
    void argumentsThatCannotBeTyped_haveNoSuchLine() throws Exception {
        try (ChildProcess<Void> child = FatesTargets.take(List.of(1)).start()) {
            ChildDiedException died = died(child);
            assertThat(died.command()).isEmpty();
            assertThat(died).hasMessageContaining("exited with status 5").hasMessageNotContaining("run it alone");
        }
    }

    @Test
    void deadline_showsWhatTheThreadsDid() throws Exception {
        try (ChildProcess<Void> child = FatesTargets.spin().start()) {
            assertThat(died(child))
                    .hasMessageContaining("ran longer than its timeout of 600 ms")
                    .hasMessageContaining("what its threads did when its time was over:\n    \"main\" RUNNABLE\n")
                    .hasMessageContaining("at dev.offspring.tests.process.Fates.spin(Fates.java:")
                    .hasMessageContaining("\"bystander\" WAITING\n");
        }
    }

    /** The reports in docs/launch.md, but for what differs from one machine and day to the next. */
    @Test
    void reportsInTheDocs_areAsTheyPrint() throws Exception {
        String docs = Files.readString(Path.of("..", "docs", "launch.md"));
        try (ChildProcess<Void> crashed = FatesTargets.crash("page 7", 7)
                        .process()
                        .directory(temp)
                        .env("GREETING", "two words")
                        .output(Output.lines(line -> {}))
                        .start();
                ChildProcess<Void> late = FatesTargets.spin().start()) {
            assertThat(docs).contains("\n" + asInTheDocs(died(crashed)) + "\n```");
            assertThat(docs)
                    .contains("\n" + asInTheDocs(died(late)).lines().limit(5).collect(Collectors.joining("\n"))
                            + "\n```");
        }
    }

    private String asInTheDocs(ChildDiedException died) {
        return died.toString()
                .replace(Long.toString(died.pid()), "4711")
                .replace(temp.toString(), "/srv/app")
                .replaceAll("(crash|spin)-\\d+", "$1-1")
                .replaceAll("(alone: |words' )/.*/bin/java .* --class-path ", "$1/jdk/bin/java … --class-path ")
                .replaceAll("Fates.java:\\d+", "Fates.java:17");
    }

    private static <R> ChildDiedException died(ChildProcess<R> child) {
        return Optional.ofNullable(catchThrowableOfType(ChildDiedException.class, () -> child.result(PATIENCE)))
                .orElseThrow(() -> new AssertionError(child + " did not die"));
    }

    private static void kill(int signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Whether this process and all that it starts were born deaf to the signal. */
    private static boolean isIgnored(int signal) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("SigIgn:")) {
                long ignored = Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16);
                return (ignored >>> (signal - 1) & 1) == 1;
            }
        }
        return false;
    }

    static boolean kernelTells() {
        String[] version = System.getProperty("os.version").split("[^0-9]", 3);
        int major = Integer.parseInt(version[0]);
        return major > TELLING_KERNEL.getFirst()
                || (major == TELLING_KERNEL.getFirst() && Integer.parseInt(version[1]) >= TELLING_KERNEL.getLast());
    }
}
