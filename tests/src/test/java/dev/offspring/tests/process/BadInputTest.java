package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.StartException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.tests.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .hasMessageContaining("directory");
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

    @Test
    void argumentThatCannotBeEncoded_startsNothing() {
        int before = dev.offspring.process.Processes.activeChildren().size();
        assertThatThrownBy(() -> DeedsTargets.takeAnything(new Thread()).start())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("java.lang.Thread");
        assertThat(dev.offspring.process.Processes.activeChildren()).hasSize(before);
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
