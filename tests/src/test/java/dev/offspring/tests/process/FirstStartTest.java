package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program's first start makes neither a native call nor the session; and nobody finds that it has not. */
final class FirstStartTest {
    /** What a native call, and the session's memory, need first. */
    private static final List<String> LATE = List.of(
            "jdk.internal.foreign.abi.AbstractLinker ", "dev.offspring.memory.Mapping ", "java.security.SecureRandom ");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    @Test
    void firstStart_leavesForLaterWhatTakesLong() throws Exception {
        Path log = temp.resolve("classes.log");
        try (TestJvm program = TestJvm.start(
                FirstStarts.class,
                "-Doffspring.file=false",
                "-Doffspring.cache=off",
                "-Xlog:class+load:file=" + log,
                "--",
                "nothing")) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
        }
        List<String> loaded = Files.readAllLines(log);
        List<String> before = loaded.stream()
                .takeWhile(line -> !line.contains("dev.offspring.process.Settling "))
                .toList();
        assertThat(before).hasSizeLessThan(loaded.size());
        assertThat(before).noneMatch(line -> LATE.stream().anyMatch(line::contains));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void childThatSharesAtItsFirstLine_findsTheSession(boolean file) throws Exception {
        assertThat(run("children share", "-Doffspring.file=" + file)).isEqualTo("count 2\n");
    }

    @Test
    void childrenAndParent_whoNeedItAtOnce_shareOneSession() throws Exception {
        assertThat(run("at once")).isEqualTo("children 5, count 7\n");
    }

    /** It has found the session before start() returned. */
    @Test
    void childThatGoesOn_hasTheSessionOfAParentThatHalts() throws Exception {
        Path said = temp.resolve("said");
        try (TestJvm program =
                TestJvm.start(FirstStarts.class, "-Djava.io.tmpdir=" + temp, "--", "kept", said.toString())) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            long begin = System.nanoTime();
            while (!Files.exists(said) || Files.size(said) == 0) {
                assertThat(System.nanoTime() - begin).isLessThan(PATIENCE.toNanos());
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(said).hasContent("count 1");
        }
    }

    /** By the time of the second start, nobody looks any more whether somebody asks. */
    @Test
    void childOfALaterStart_findsTheSession() throws Exception {
        assertThat(run("isolated first")).isEqualTo("read 0\n");
    }

    /** The child may be asking where the session is. */
    @Test
    void childOfAParentThatHalts_ends() throws Exception {
        try (TestJvm program = TestJvm.start(FirstStarts.class, "--", "dies")) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            TestJvm.awaitGone(Long.parseLong(program.await("child (\\d+)")), PATIENCE);
        }
    }

    /** As most programs are run. */
    @ParameterizedTest
    @CsvSource({"children share, count 2", "at once, 'children 5, count 7'", "isolated first, read 0"})
    void withoutNativeAccess_itIsTheSame(String what, String says) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TestJvm.mode());
        command.addAll(List.of("-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstStarts.class.getName(), what));
        try (TestJvm program = TestJvm.startCommand(command)) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            assertThat(program.output()).isEqualTo(says + "\n");
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).as("files of the session").isEmpty();
        }
    }

    private static String run(String what, String... options) throws Exception {
        String[] words = new String[options.length + 2];
        System.arraycopy(options, 0, words, 0, options.length);
        words[options.length] = "--";
        words[options.length + 1] = what;
        try (TestJvm program = TestJvm.start(FirstStarts.class, words)) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            return program.output();
        }
    }
}
