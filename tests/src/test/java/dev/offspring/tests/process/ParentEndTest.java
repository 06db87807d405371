package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of docs/process.md: however a parent ends, its children and theirs are gone within two seconds, a stopped one among
 * them too, and no file is left; but an orphan that is to be kept goes on, and has children of its own.
 */
final class ParentEndTest {
    /** Two seconds; and what a machine takes that builds something else at the same time. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A grace that makes no difference to what happens, but that of the test's time. */
    private static final String IMPATIENT = "-Doffspring.exitGraceMillis=400";

    /** Who runs the tests in the background, or by nohup, has them ignore signals. */
    private static final List<String> HEARS_SIGNALS = List.of("env", "--default-signal");

    @TempDir
    private Path temp;

    @TempDir
    private Path elsewhere;

    @ParameterizedTest
    @CsvSource({"throw, 1", "return, 0"})
    void parentThatReturns_endsItsDaemons(String how, int status) throws Exception {
        try (TestJvm parent = start(how, "daemons", IMPATIENT)) {
            List<Long> pids = family(parent);
            parent.process().getOutputStream().close();
            assertEnded(parent, status, pids);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "the end, 1"})
    void parentThatReturns_waitsForItsChildren(String thrown, int status) throws Exception {
        String[] words = thrown.isEmpty() ? new String[0] : new String[] {"--", thrown};
        try (TestJvm parent = TestJvm.start(LastWords.class, words)) {
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(status);
            assertThat(parent.output()).startsWith("main ends\n").endsWith("last words\n");
        }
    }

    @Test
    void parentThatExits_endsAllItsChildren() throws Exception {
        try (TestJvm parent = start("exit", "ordinary")) {
            List<Long> pids = family(parent);
            parent.process().getOutputStream().close();
            assertEnded(parent, 3, pids);
        }
    }

    /** What waits for children in a hook is released, though a little later than they have ended, and whoever else waits. */
    @Test
    void parentThatExits_lastsNoLongerForAHookThatWaits() throws Exception {
        try (TestJvm parent = TestJvm.start(WaitsInHook.class)) {
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(3);
            assertThat(parent.output()).isEqualTo("the hook has seen the children's ends\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129"})
    void parentThatIsTerminated_endsAllItsChildren(String signal, int status) throws Exception {
        try (TestJvm parent = start("wait", "ordinary", IMPATIENT, "-Doffspring.file=true")) {
            List<Long> pids = family(parent);
            kill(signal, parent.process().pid());
            assertEnded(parent, status, pids);
        }
    }

    /** Nobody is left to end a stopped child that has no children; it halts when it is continued. */
    @ParameterizedTest
    @CsvSource({"KILL, 137, false", "KILL, 137, true", "SEGV, 1, false"})
    void parentThatIsKilled_isMissedByAllItsChildren(String signal, int status, boolean file) throws Exception {
        String[] options = {
            "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + elsewhere.resolve("hs_err.log"), "-Doffspring.file=" + file
        };
        try (TestJvm parent = start("wait", "ordinary", options)) {
            List<Long> pids = family(parent);
            kill(signal, parent.process().pid());
            kill("CONT", pids.getLast());
            assertEnded(parent, status, pids);
        }
    }

    @Test
    void parentThatHalts_isMissedByAllItsChildren() throws Exception {
        try (TestJvm parent = start("halt", "ordinary")) {
            List<Long> pids = family(parent);
            parent.process().getOutputStream().close();
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(4);
            kill("CONT", pids.getLast());
            assertGone(pids);
        }
    }

    /** A terminal's Ctrl-C reaches the children too; they leave it to the parent. */
    @Test
    void ctrlC_endsAllChildrenInOneLine() throws Exception {
        try (TestJvm parent = onTerminal(IMPATIENT)) {
            List<Long> pids = family(parent);
            parent.type(TestJvm.CTRL_C);
            assertThat(parent.await("ended (\\d+)")).isEqualTo("130");
            assertGone(pids);
            assertThat(afterThePids(parent))
                    .isEqualTo("^Coffspring: interrupted: ending 5 processes; Ctrl-C again kills\nended 130\n");
            parent.type('\n');
            assertThat(parent.awaitExit()).isEqualTo(130);
        }
    }

    @Test
    void secondCtrlC_kills() throws Exception {
        try (TestJvm parent = onTerminal("-Doffspring.exitGraceMillis=50000")) {
            List<Long> pids = family(parent);
            parent.type(TestJvm.CTRL_C);
            parent.await("(interrupted)");
            parent.type(TestJvm.CTRL_C);
            assertThat(parent.await("ended (\\d+)")).isEqualTo("130");
            assertGone(pids);
            assertThat(afterThePids(parent))
                    .isEqualTo("^Coffspring: interrupted: ending 5 processes; Ctrl-C again kills\n^Cended 130\n");
            parent.type('\n');
            assertThat(parent.awaitExit()).isEqualTo(130);
        }
    }

    /** To say what happens must not keep it from happening. */
    @Test
    void interrupt_endsAProgramWhoseStandardErrorIsBlocked() throws Exception {
        try (TestJvm parent = TestJvm.start(HEARS_SIGNALS, DeafError.class, IMPATIENT)) {
            long child = Long.parseLong(parent.await("child (\\d+)\\s"));
            kill("INT", parent.process().pid());
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(130);
            TestJvm.awaitGone(child, SOON);
        }
    }

    @Test
    void firstStartWhileTheProgramEnds_isRefused() throws Exception {
        try (TestJvm parent = TestJvm.start(StartsInHook.class)) {
            assertThat(parent.awaitExit()).as(parent.output()).isZero();
            assertThat(parent.output())
                    .contains("main cannot start Deeds.nothing(): it is ending")
                    .doesNotContain("started ");
        }
    }

    /** A program that has a handler of its own keeps it. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void handlerOfTheProgram_isLeftAlone(String when) throws Exception {
        try (TestJvm parent = TestJvm.start(HEARS_SIGNALS, OwnHandler.class, "--", when)) {
            parent.await("(ready)");
            kill("INT", parent.process().pid());
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(7);
            assertThat(parent.output()).contains("my own").doesNotContain("offspring:");
        }
    }

    private TestJvm start(String how, String children, String... options) throws IOException {
        return TestJvm.start(HEARS_SIGNALS, Parents.class, words(how, children, options));
    }

    private TestJvm onTerminal(String... options) throws IOException {
        return TestJvm.onTerminal(Parents.class, words("wait", "ordinary", options));
    }

    private String[] words(String how, String children, String... options) {
        List<String> words = new ArrayList<>(List.of("-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", how, children, note().toString()));
        return words.toArray(String[]::new);
    }

    private Path note() {
        return elsewhere.resolve("note");
    }

    /** All of them, the orphan first. */
    private static List<Long> family(TestJvm parent) throws InterruptedException {
        String pids = parent.await("pids ((?:\\d+ ){7}\\d+)\\s");
        return Arrays.stream(pids.split(" ", -1)).map(Long::valueOf).toList();
    }

    private static String afterThePids(TestJvm parent) {
        String output = parent.output().replace("\r", "");
        return output.substring(output.indexOf('\n', output.indexOf("pids ")) + 1);
    }

    private static void kill(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void assertEnded(TestJvm parent, int status, List<Long> pids) throws Exception {
        assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(status);
        assertGone(pids);
    }

    private void assertGone(List<Long> pids) throws Exception {
        for (long pid : pids.subList(1, pids.size())) {
            TestJvm.awaitGone(pid, SOON);
        }
        assertThat(awaitNote()).as("what the orphan and its child have done").isEqualTo("2");
        TestJvm.awaitGone(pids.getFirst(), PATIENCE);
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).as("files of the session").isEmpty();
        }
    }

    private String awaitNote() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(note()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return Files.readString(note());
    }
}
