package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a parent ends, its children and theirs are gone soon, and no file is left. */
final class ParentEndTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"exit, 3", "throw, 1", "return, 0"})
    void parentThatEnds_endsItsDaemons(String how, int status) throws Exception {
        try (TestJvm parent = start(how, "daemon")) {
            List<Long> pids = family(parent);
            parent.process().getOutputStream().close();
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(status);
            assertNothingIsLeft(pids);
        }
    }

    @Test
    void parentThatExits_endsItsChildren() throws Exception {
        try (TestJvm parent = start("exit")) {
            List<Long> pids = family(parent);
            parent.process().getOutputStream().close();
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(3);
            assertNothingIsLeft(pids);
        }
    }

    @ParameterizedTest
    @CsvSource({"kill -9, 137", "kill -TERM, 143", "kill -INT, 130"})
    void parentThatIsKilled_endsItsChildren(String signal, int status) throws Exception {
        try (TestJvm parent = start("wait")) {
            List<Long> pids = family(parent);
            List<String> command = new ArrayList<>(List.of(signal.split(" ", -1)));
            command.add(String.valueOf(parent.process().pid()));
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(status);
            assertNothingIsLeft(pids);
        }
    }

    @Test
    void parentThatHalts_endsItsChildren() throws Exception {
        try (TestJvm parent = start("halt")) {
            List<Long> pids = family(parent);
            parent.process().getOutputStream().close();
            assertThat(parent.awaitExit()).as(parent.output()).isEqualTo(4);
            assertNothingIsLeft(pids);
        }
    }

    private TestJvm start(String... args) throws IOException {
        List<String> words = new ArrayList<>(List.of("-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData", "--"));
        words.addAll(List.of(args));
        return TestJvm.start(Parents.class, words.toArray(String[]::new));
    }

    private static List<Long> family(TestJvm parent) throws InterruptedException {
        List<Long> pids = new ArrayList<>();
        for (String pid : parent.await("children (\\d+ \\d+)").split(" ", -1)) {
            pids.add(Long.valueOf(pid));
        }
        for (String pid : parent.await("family (\\d+ \\d+)").split(" ", -1)) {
            pids.add(Long.valueOf(pid));
        }
        parent.await("(hangs)");
        return pids;
    }

    private void assertNothingIsLeft(List<Long> pids) throws InterruptedException, IOException {
        for (long pid : pids) {
            TestJvm.awaitGone(pid, SOON);
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).as("files of the session").isEmpty();
        }
    }
}
