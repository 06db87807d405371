package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.process.Processes;
import dev.offspring.tests.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that have booted before anybody needs them: each test is a program of its own, see {@link WarmStarts}. */
final class SparesTest {
    @TempDir
    private Path temp;

    private static String run(String... words) throws Exception {
        return run(WarmStarts.class, words);
    }

    private static String run(Class<?> main, String... words) throws Exception {
        return run(List.of(), main, words);
    }

    private static String run(List<String> prefix, Class<?> main, String... words) throws Exception {
        try (TestJvm program = TestJvm.start(prefix, main, words)) {
            int status = program.awaitExit();
            String output = program.output();
            assertThat(status).as(output).isZero();
            assertThat(output).contains("ok\n");
            return output;
        }
    }

    @Test
    void childThatWasASpare_isAChildAsAnyOther() throws Exception {
        String output = run("--", "ends");
        assertThat(output.lines().filter(line -> line.startsWith("initialised in ")))
                .as("a class of the user's is initialised where it runs, and not in spares")
                .isNotEmpty()
                .allMatch(line -> line.startsWith("initialised in speak-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "kinds", "killed", "stopped", "pool", "replaced", "heard", "inherited"})
    void spares(String how) throws Exception {
        String ignored = run("--", how);
    }

    /** What it sees, how it ends, and how where it is killed while it exits. */
    @ParameterizedTest
    @ValueSource(strings = {"same", "fates", "hook"})
    void childrenThatWereSpares(String what) throws Exception {
        String ignored = run(WarmChildren.class, "--", what);
    }

    @Test
    void programReturns_childThatWasASpareIsWaitedFor() throws Exception {
        assertThat(run("--", "late")).endsWith("ok\nlate\n");
    }

    /** Whatever happens to spares, each start gives its answer or tells its child's death; and nothing is left. */
    @Test
    void sparesThatAreHunted_loseNoStart() throws Exception {
        String seconds = Boolean.getBoolean("offspring.stress") ? "300" : "6";
        String seed = Long.toString(Long.getLong("offspring.test.seed", System.nanoTime()));
        try (TestJvm program = TestJvm.start(HuntedSpares.class, "--", seconds, seed)) {
            int status = program.awaitExit(Duration.ofMinutes(7));
            String output = "-Doffspring.test.seed=" + seed + ": " + program.output();
            assertThat(status).as(output).isZero();
            assertThat(output).contains("ok\n");
            for (String counted : List.of("answered", "warm", "terminated", "killed", "hunted")) {
                assertThat(count(output, counted)).as(counted + ": " + output).isPositive();
            }
        }
    }

    /** What the program has counted of these. */
    private static int count(String output, String what) {
        Matcher matcher = Pattern.compile("\\b" + what + " (\\d+)").matcher(output);
        assertThat(matcher.find()).as(what + " in " + output).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    @Test
    void spare_whoseClassPathHasChanged_servesNobody() throws Exception {
        Path jar = voice("old", temp.resolve("one.jar"));
        Path newer = voice("new", temp.resolve("newer.jar"));
        String ignored = run("--", "jar", jar.toString(), newer.toString());
    }

    /** A jar of a class that says this. */
    private Path voice(String word, Path jar) throws Exception {
        String source = "package demo; public class Voice { public static String say() { return \"" + word + "\"; } }";
        Path classes = Fixtures.compile(temp.resolve(word), Map.of("demo/Voice.java", source));
        return Fixtures.jar(jar, Map.of(), List.of(classes), Map.of());
    }

    /** A spare has loaded it already; a class in a folder is always the newest. */
    @Test
    void classOfAFolder_thatIsCompiledAnewWhileASpareWaits_isTheNewOne() throws Exception {
        Path old = Fixtures.compile(temp.resolve("old"), Map.of("demo/Hello.java", sayer("old")));
        Path ignored = Fixtures.compile(temp.resolve("new"), Map.of("demo/Hello.java", sayer("new")));
        Path extended = Fixtures.compile(
                temp.resolve("extended"),
                Map.of(
                        "demo/Hello.java",
                        sayer("extended").replace("class Hello", "class Hello extends Base"),
                        "demo/Base.java",
                        "package demo; class Base {}"));
        Files.copy(extended.resolve("demo/Base.class"), old.resolve("demo/Base.class"));
        List<Path> path = new ArrayList<>(List.of(old));
        path.addAll(Fixtures.libraries());
        try (TestJvm program = TestJvm.startCommand(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Doffspring.cache=off",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Fixtures.path(path),
                "demo.Hello"))) {
            assertThat(said(program)).isEqualTo("old from a spare");
            for (String word : List.of("new", "extended")) {
                awaitSpare(program); // it has loaded the class that is replaced now
                Files.copy(
                        temp.resolve(word).resolve("classes/demo/Hello.class"),
                        old.resolve("demo/Hello.class"),
                        StandardCopyOption.REPLACE_EXISTING);
                assertThat(said(program)).isEqualTo(word);
                assertThat(said(program)).isEqualTo(word + " from a spare");
            }
        }
    }

    private static void awaitSpare(TestJvm program) throws InterruptedException {
        Set<Long> ignored = SeenSpares.awaitReady(program.process().toHandle(), 1, "");
    }

    /** What the next child says, for which a spare waits. */
    private static String said(TestJvm program) throws Exception {
        awaitSpare(program);
        int before = program.output().length();
        program.type('\n');
        return program.await("(?s)^.{" + before + "}(.*)\n");
    }

    private static String sayer(String which) {
        return """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.process.ChildProcess;
            import dev.offspring.process.Processes;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public final class Hello {
                private Hello() {}

                @ProcessTarget
                static String say() throws java.io.IOException {
                    boolean warm = Files.readString(Path.of("/proc/self/cmdline")).contains("offspring.process.Spare");
                    return "%s" + (warm ? " from a spare" : "");
                }

                public static void main(String[] args) throws Exception {
                    Processes.prestart(1);
                    while (System.in.read() >= 0) {
                        try (ChildProcess<String> child = HelloTargets.say().start()) {
                            System.out.println(child.result());
                        }
                    }
                }
            }
            """.formatted(which);
    }

    @Test
    void property_keepsSparesFromTheFirstStartOn() throws Exception {
        String ignored = run("-Doffspring.spares=1", "--", "policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", ""})
    void property_thatIsNoCount_isRefused(String count) throws Exception {
        try (TestJvm program = TestJvm.start(WarmStarts.class, "-Doffspring.spares=" + count, "--", "none")) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output())
                    .contains(
                            "IllegalArgumentException: -Doffspring.spares=" + count + " is not a number of processes");
        }
    }

    @Test
    void countThatIsNegative_isRefused() {
        assertThatThrownBy(() -> Processes.prestart(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void ps_saysWhatASpareHasBecome() throws Exception {
        String output = run("--", "ps");
        String child = output.lines()
                .filter(line -> line.startsWith("child "))
                .findFirst()
                .orElseThrow()
                .substring("child ".length());
        assertThat(output).containsPattern("pid " + child + " sleep-\\d+ \\S*DeedsSleepMain");
    }

    @Test
    void spares_areNeverMoreThanAskedFor() throws Exception {
        String ignored = run(CountedSpares.class, "--", "2");
    }

    /** {@code /dev/zero} is what its own parent had open. */
    @Test
    void spares_haveNothingOpenOfTheirParent() throws Exception {
        String ignored =
                run(List.of("sh", "-c", "exec 9</dev/zero; exec \"$@\"", "sh"), WarmStarts.class, "--", "descriptors");
    }

    @Test
    void argumentsThatCannotBeWritten_areAStartException() throws Exception {
        String ignored = run(
                List.of("sh", "-c", "ulimit -f 16384; exec \"$@\"", "sh"),
                WarmStarts.class,
                "-Doffspring.arena=1m",
                "--",
                "too long");
    }

    /** However it ends, and whether they have booted by then; and no file is left. */
    @ParameterizedTest
    @CsvSource({
        "booting, return, 0",
        "ready,   return, 0",
        "ready,   exit,   3",
        "booting, halt,   4",
        "ready,   halt,   4",
        "stopped, exit,   3",
        "ready,   TERM,   143",
        "ready,   ctrl-C, 130",
        "booting, KILL,   137",
        "ready,   KILL,   137"
    })
    void spares_endWithTheirParent(String state, String end, int status) throws Exception {
        String[] words = {
            "-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData", "-Doffspring.file=true", "--", "wait", state, end
        };
        boolean onTerminal = end.equals("ctrl-C");
        try (TestJvm program = onTerminal
                ? TestJvm.onTerminal(WarmStarts.class, words)
                : TestJvm.start(List.of("env", "--default-signal"), WarmStarts.class, words)) {
            String[] pids = program.await("spares (\\d+ \\d+)\\s").split(" ", -1);
            if (state.equals("stopped")) {
                WarmChildren.signal(Long.parseLong(pids[0]), "-STOP"); // it sees no end of its standard input
            }
            switch (end) {
                case "TERM", "KILL" -> WarmChildren.signal(program.process().pid(), "-" + end);
                case "ctrl-C" -> program.type(TestJvm.CTRL_C);
                default -> program.type('\n');
            }
            // The terminal stays, for it would end whatever is left.
            int ended = onTerminal ? Integer.parseInt(program.await("ended (\\d+)\\s")) : program.awaitExit();
            assertThat(ended).as(program.output()).isEqualTo(status);
            for (String pid : pids) {
                TestJvm.awaitGone(Long.parseLong(pid), Duration.ofSeconds(5));
            }
            try (Stream<Path> left = Files.list(temp)) {
                assertThat(left)
                        .as("files, when the program has ended: " + program.output())
                        .isEmpty();
            }
        }
    }
}
