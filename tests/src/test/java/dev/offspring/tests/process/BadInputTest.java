package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.StartException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Orphan;
import dev.offspring.process.Output;
import dev.offspring.process.Processes;
import dev.offspring.tests.TestJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is one exception, or one line and status 2, that names the cause and the fix. */
final class BadInputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    @Test
    void javaThatIsGone_isNamed() {
        assertThatThrownBy(() -> DeedsTargets.nothing()
                        .process()
                        .javaHome(temp.resolve("no-jdk"))
                        .start())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("there is no Java at " + temp.resolve("no-jdk"))
                .hasMessageContaining("javaHome(...)");
    }

    @Test
    void directoryThatIsGone_isNamed() {
        assertThatThrownBy(() -> DeedsTargets.nothing()
                        .process()
                        .directory(temp.resolve("gone"))
                        .start())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("its working directory " + temp.resolve("gone") + " is not there")
                .hasMessageContaining("directory(...)");
    }

    /** The parent's own, which its children would be started in. */
    @Test
    void workingDirectoryThatWentAway_isNamed() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("own"));
        List<String> there = List.of("sh", "-c", "cd '" + folder + "' && exec \"$@\"", "sh");
        try (TestJvm jvm = TestJvm.start(there, StartsWhenTold.class)) {
            tell(jvm, "zeroth");
            jvm.await("(came back: zeroth)");
            Files.delete(folder);
            tell(jvm, "first");
            assertThat(jvm.await("refused first: (.*)")).contains(folder.toString(), "directory(...)");
            // Another directory of that name is not the one that the process is in.
            Files.createDirectory(folder);
            tell(jvm, "second");
            assertThat(jvm.await("refused second: (.*)"))
                    .contains("died before it began", "Could not determine current working directory");
        }
    }

    /** Upgraded in place: what starts processes is gone, or another version's; then all is well again. */
    @Test
    void jdkReplacedWhileTheParentRuns_isExplainedAndThenForgotten() throws Exception {
        try (OtherJdk jdk = new OtherJdk(temp.resolve("jdk"));
                TestJvm jvm = TestJvm.start(
                        List.of("sh", "-c", "shift; exec '" + jdk.java() + "' \"$@\"", "sh"), StartsWhenTold.class)) {
            jvm.await("(ready)");
            tell(jvm, "first");
            jvm.await("(came back: first)");

            Path java = Files.move(jdk.java(), temp.resolve("java"));
            tell(jvm, "second");
            assertThat(jvm.await("refused second: (.*)"))
                    .contains("there is no Java at " + jdk.java(), "upgraded while this program runs", "javaHome(...)");
            Files.move(java, jdk.java());

            Path helper = Files.move(jdk.spawnHelper(), temp.resolve("helper"));
            tell(jvm, "third");
            assertThat(jvm.await("refused third: (.*)")).contains("upgraded in place", "start this program again");
            Files.copy(helper, jdk.spawnHelper());
            OtherJdk.replace(jdk.spawnHelper(), "echo 'jspawnhelper version 99' >&2", "exit 1");
            tell(jvm, "fourth");
            assertThat(jvm.await("refused fourth: (.*)")).contains("upgraded in place", "start this program again");
            Files.delete(jdk.spawnHelper());
            Files.move(helper, jdk.spawnHelper());

            Files.move(jdk.java(), java);
            Files.createFile(jdk.java());
            OtherJdk.replace(jdk.java(), "echo 'Unrecognized option: of another version' >&2", "exit 1");
            tell(jvm, "fifth");
            assertThat(jvm.await("refused fifth: (.*)"))
                    .contains("died before it began", "Unrecognized option: of another version");
            Files.delete(jdk.java());
            Files.move(java, jdk.java());

            tell(jvm, "sixth");
            jvm.await("(came back: sixth)");
        }
    }

    private static void tell(TestJvm jvm, String line) throws IOException {
        jvm.type((line + "\n").chars().toArray());
    }

    /** What the child's JVM says reaches the caller, whichever stream it says it on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+Nonsense | Unrecognized VM option 'Nonsense'",
                "-Xmx1k | Too small maximum heap",
                "-Xms2g -Xmx1g | Initial heap size set to a larger value than the maximum heap size",
                "-XX:+UseG1GC -XX:+UseParallelGC | Multiple garbage collectors selected",
                "-javaagent:/nowhere.jar | /nowhere.jar",
                "@/nowhere | could not open",
            })
    void jvmOptionThatIsRefused_isTold(String line) throws Exception {
        String[] parts = line.split(" \\| ", -1);
        try (ChildProcess<Void> child = DeedsTargets.nothing()
                .process()
                .jvmArgs(parts[0].split(" ", -1))
                .output(Output.lines(told -> {}))
                .start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(ChildDiedException.class)
                    .hasMessageContaining(child.name() + " (pid " + child.pid() + ") died before it began")
                    .hasMessageContaining(parts[1]);
        }
    }

    @Test
    void jvmOptionThatIsRefused_isHintedAtWhereNothingWasKept() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.nothing()
                .process()
                .jvmArgs("-XX:+Nonsense")
                .output(Output.DISCARD)
                .start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .hasMessageContaining("what it said was not kept")
                    .hasMessageContaining("Output.AUTO");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0m", "-1m", "much", "", "1.5g", "64mb"})
    void heapThatIsNone_isRefused(String heap) {
        assertThatThrownBy(() -> DeedsTargets.nothing().process().heap(heap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heap '" + heap + "'");
    }

    @Test
    void optionsThatContradictEachOther_areNamed() {
        refused(builder -> builder.daemon(true).orphan(Orphan.KEEP), "daemon(false)", "orphan(END)");
        refused(builder -> builder.orphan(Orphan.KEEP).output(Output.lines(line -> {})), "LINES", "orphan(END)");
        refused(builder -> builder.orphan(Orphan.KEEP).output(Output.AUTO.prefixed()), "AUTO with a prefix");
        refused(builder -> builder.heap("64m").jvmArgs("-Xmx1g"), "heap(\"64m\")", "jvmArgs(\"-Xmx1g\")");
        refused(builder -> builder.jvmArgs("-cp", "x"), "'-cp'", "classPath(...)");
        refused(builder -> builder.jvmArgs("-jar", "x.jar"), "'-jar'");
        refused(builder -> builder.jvmArgs("Main"), "'Main'");
        refused(builder -> builder.jvmArgs(""), "''");
        refused(builder -> builder.timeout(Duration.ZERO), "PT0S");
        refused(builder -> builder.timeout(Duration.ofMillis(-1)), "-0.001");
        assertThatThrownBy(() -> DeedsTargets.nothing().retries(-1)).hasMessageContaining("-1");
        assertThat(Processes.activeChildren()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\r", "a\u0085b", "a\u2028b", "a\u2029", "a\0"})
    void nameThatBreaksLines_isRefused(String name) {
        refused(builder -> builder.name(name), "name '", "printable");
    }

    @Test
    void nameThatIsOnlyOdd_isKept() throws Exception {
        for (String name : List.of("../a/b", "道".repeat(200), "-Xmx", "a b\"c'$d")) {
            try (ChildProcess<String> child =
                    DeedsTargets.whoAmI().process().name(name).start()) {
                assertThat(child.result(PATIENCE)).contains(" " + name + " 1 ");
            }
        }
        refused(builder -> builder.name("a".repeat(201)), "201", "200");
    }

    @Test
    void environmentThatIsNone_isRefused() throws Exception {
        refused(builder -> builder.env("", "x"), "''");
        refused(builder -> builder.env("A=B", "x"), "'A=B'");
        refused(builder -> builder.env("A\0", "x"), "NUL");
        refused(builder -> builder.env("A", "x\0"), "A");
        try (ChildProcess<String> child =
                DeedsTargets.variable("A").process().env("A", "=ß\n2").start()) {
            assertThat(child.result(PATIENCE)).isEqualTo("=ß\n2");
        }
    }

    @Test
    void outputFileThatCannotBeWritten_isNamed() {
        for (Output output : List.of(
                Output.file(temp),
                Output.file(temp.resolve("gone").resolve("log")).prefixed())) {
            assertThatThrownBy(() ->
                            DeedsTargets.nothing().process().output(output).start())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(temp.toString())
                    .hasMessageContaining("Output.file(...)");
        }
    }

    /** The longest time there is is none. */
    @Test
    void timeoutOfEternity_isNoTimeout() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.echo("done")
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .start()) {
            assertThat(child.result(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("done");
        }
    }

    private static void refused(Function<ChildBuilder<Void>, ChildBuilder<Void>> options, String... named) {
        assertThatThrownBy(() -> options.apply(DeedsTargets.nothing().process()).start())
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(named);
    }

    @Test
    void classPathWithoutTheTarget_isExplained() throws Exception {
        try (ChildProcess<Void> child =
                DeedsTargets.nothing().process().classPath(temp).start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .hasMessageContaining("died before it began")
                    .hasMessageContaining("Could not find or load main class");
        }
    }

    /** Relative to where the parent is, which named them; the child is somewhere else. */
    @Test
    void classPathThatIsRelative_isTheParents() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path[] entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> here.relativize(Path.of(entry).toAbsolutePath()))
                .toArray(Path[]::new);
        try (ChildProcess<String> child = DeedsTargets.echo("found")
                .process()
                .classPath(entries)
                .directory(temp)
                .start()) {
            assertThat(child.result(PATIENCE)).isEqualTo("found");
        }
    }

    /** What was made for a start that failed half-way is given back. */
    @Test
    void startThatFails_keepsNoFileOpen() throws Exception {
        DeedsTargets.nothing().start().join(PATIENCE);
        long before = descriptors();
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> DeedsTargets.nothing()
                            .process()
                            .directory(temp.resolve("gone"))
                            .jvmArgs("-Dlong=" + "x".repeat(200_000))
                            .start())
                    .isInstanceOf(StartException.class);
        }
        assertThat(descriptors()).isLessThan(before + 10);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void argumentThatCannotBeEncoded_startsNothing() {
        int before = Processes.activeChildren().size();
        assertThatThrownBy(() -> DeedsTargets.takeAnything(new Thread()).start())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("java.lang.Thread");
        assertThat(Processes.activeChildren()).hasSize(before);
    }

    @Test
    void launcherMainByHand_runsTheTarget() throws Exception {
        try (TestJvm jvm = TestJvm.start(DeedsAddAllMain.class, "--", "1", "2", "3")) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).isEqualTo("6\n");
        }
    }

    @Test
    void launcherMainWithWrongWords_saysItsUsage() throws Exception {
        try (TestJvm jvm = TestJvm.start(DeedsAddAllMain.class, "--", "one")) {
            assertThat(jvm.awaitExit()).isEqualTo(2);
            assertThat(jvm.output())
                    .contains("Deeds.addAll: <first> 'one' is no int")
                    .contains("usage: java -cp … dev.offspring.tests.process.DeedsAddAllMain <first> ");
        }
        try (TestJvm jvm = TestJvm.start(DeedsEchoMain.class)) {
            assertThat(jvm.awaitExit()).isEqualTo(2);
            assertThat(jvm.output()).contains("<text> is missing");
        }
        try (TestJvm jvm = TestJvm.start(DeedsEchoMain.class, "--", "a", "b")) {
            assertThat(jvm.awaitExit()).isEqualTo(2);
            assertThat(jvm.output()).contains("'b' is one argument too many");
        }
    }

    @Test
    void launcherMainThatNoCommandLineCanFeed_saysSo() throws Exception {
        try (TestJvm jvm = TestJvm.start(DeedsTakeAnythingMain.class)) {
            assertThat(jvm.awaitExit()).isEqualTo(2);
            assertThat(jvm.output()).contains("Deeds.takeAnything cannot be run by hand");
        }
    }

    @Test
    void processThatStartsItself_isStoppedAtADepth() throws Exception {
        try (ChildProcess<Void> child =
                DeedsTargets.bomb().process().jvmArgs("-Doffspring.maxDepth=3").start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .rootCause()
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("offspring.maxDepth");
        }
    }

    @Test
    void staticInitialiserThatStartsProcesses_isRefusedInChildren() throws Exception {
        try (ChildProcess<Void> child = StartsInInitialiser.TASK.start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("static initialiser");
        }
    }

    @Test
    void folderWithoutPermission_isOneClearError() throws Exception {
        Path locked = Files.createDirectory(temp.resolve("locked"));
        // Root may write anywhere: a file in the folder's place is refused to everybody.
        Path file = Files.createFile(locked.resolve("file"));
        try (TestJvm jvm = TestJvm.start(
                OneChild.class, "-Doffspring.file=true", "-Djava.io.tmpdir=" + file, "-XX:-UsePerfData")) {
            assertThat(jvm.awaitExit()).isEqualTo(1);
            assertThat(jvm.output()).contains("dev.offspring.error.").contains(file.toString());
        }
    }
}
