package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.process.Processes;
import dev.offspring.tests.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that have booted before anybody needs them: each test is a program of its own, see {@link WarmStarts}. */
final class SparesTest {
    @TempDir
    private Path temp;

    private static String run(String... words) throws Exception {
        return run(WarmStarts.class, words);
    }

    private static String run(Class<?> main, String... words) throws Exception {
        try (TestJvm program = TestJvm.start(main, words)) {
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
        Path next = Fixtures.compile(temp.resolve("new"), Map.of("demo/Hello.java", sayer("new")));
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
                "demo.Hello",
                old + "/demo/Hello.class",
                next + "/demo/Hello.class",
                extended + "/demo/Hello.class"))) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            assertThat(program.output()).isEqualTo("""
                            old from a spare
                            new
                            new from a spare
                            extended
                            extended from a spare
                            """);
        }
    }

    private static String sayer(String which) {
        return """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.process.ChildProcess;
            import dev.offspring.process.Processes;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardCopyOption;

            public final class Hello {
                private Hello() {}

                @ProcessTarget
                static String say() throws java.io.IOException {
                    boolean warm = Files.readString(Path.of("/proc/self/cmdline")).contains("offspring.process.Spare");
                    return "%s" + (warm ? " from a spare" : "");
                }

                private static String run() throws InterruptedException {
                    try (ChildProcess<String> child = HelloTargets.say().start()) {
                        return child.result();
                    }
                }

                private static String runWarm() throws InterruptedException {
                    for (int i = 0; i < 200; i++) {
                        String said = run();
                        if (said.endsWith("spare")) {
                            Thread.sleep(1000); // the next one waits by then, most probably
                            return said;
                        }
                        Thread.sleep(100);
                    }
                    return "never warm";
                }

                public static void main(String[] args) throws Exception {
                    Processes.prestart(1);
                    System.out.println(runWarm());
                    for (int i = 1; i < args.length; i++) {
                        Files.copy(Path.of(args[i]), Path.of(args[0]), StandardCopyOption.REPLACE_EXISTING);
                        System.out.println(run());
                        System.out.println(runWarm());
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void spares_endWithTheirParent(boolean killed) throws Exception {
        try (TestJvm program = TestJvm.start(WarmStarts.class, "--", "wait")) {
            List<Long> spares = new ArrayList<>();
            Stream.of(program.await("spares ([0-9 ]+)").trim().split(" "))
                    .map(Long::valueOf)
                    .forEach(spares::add);
            assertThat(spares).hasSize(2);
            if (killed) {
                program.process().destroyForcibly();
            } else {
                program.type('\n');
            }
            for (long pid : spares) {
                TestJvm.awaitGone(pid, Duration.ofSeconds(2));
            }
        }
    }
}
