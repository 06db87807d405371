package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.OffspringException;
import dev.offspring.error.StartException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.tests.TestJvm;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a child says is a stranger's word: another version's, or that of memory run wild. */
final class StrangersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RETURNED = 2;
    private static final int THREW = 3;

    @Test
    void childOfAnotherVersion_isNamedFieldByField() throws Exception {
        try (ChildProcess<Void> child = TwoFacesMain.TARGET
                .call()
                .process()
                .jvmArgs("-Dother.version=true")
                .start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("runs another version of Deeds.twoFaces")
                    .hasMessageContaining("only here:  demo.Order.total int")
                    .hasMessageContaining("only there: demo.Order.total long")
                    .hasMessageNotContaining("demo.Order.id");
        }
    }

    @ParameterizedTest
    @CsvSource({
        RETURNED + ", 9223372036854775807, 0",
        RETURNED + ", -1, 0",
        RETURNED + ", 2147483647, 100",
        RETURNED + ", 100, 100",
        RETURNED + ", 0, 0",
        THREW + ", 1000000000000, 10"
    })
    void corruptReport_isOneException(int state, long length, int garbage) throws Exception {
        try (ChildProcess<String> child =
                DeedsTargets.scribble(state, length, garbage).start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining(child.name());
        }
    }

    @Test
    void corruptException_isOneException() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.scribble(THREW, 100, 100).start()) {
            assertThatThrownBy(() -> child.result(PATIENCE)).isInstanceOf(OffspringException.class);
        }
    }

    /** Whatever fails in the parent when a child has ended: the end is told. */
    @Test
    void linkThatCannotBeDeleted_keepsNobodyWaiting(@TempDir Path temp) throws Exception {
        try (TestJvm parent = TestJvm.start(
                LosesLink.class, "-Doffspring.file=true", "-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData")) {
            assertThat(parent.awaitExit()).as(parent.output()).isZero();
            assertThat(parent.output()).contains("ended: true\n", "SessionException: cannot close the shared file ");
        }
    }

    @Test
    void unknownState_isADeath() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.scribble(77, 0, 0).start()) {
            assertThatThrownBy(() -> child.result(PATIENCE)).isInstanceOf(OffspringException.class);
        }
    }
}
