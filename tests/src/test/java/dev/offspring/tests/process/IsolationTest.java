package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.OffspringException;
import dev.offspring.error.SessionException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.process.Task;
import dev.offspring.shared.SharedInt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An isolated process shares nothing but its link, with its parent alone; what it does to that harms nobody else. */
final class IsolationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void isolatedProcess_isGivenAndGivesBackValues() throws Exception {
        assertThat(isolated(DeedsTargets.echo("alone"))).isEqualTo("alone");
    }

    @Test
    void sharedArgument_isRefused() {
        try (SharedInt shared = SharedInt.create(1)) {
            for (Object argument : new Object[] {shared, List.of("nested", shared), shared.guard()}) {
                assertThatThrownBy(() -> DeedsTargets.takeAnything(argument)
                                .process()
                                .isolated()
                                .start())
                        .isInstanceOf(TransferException.class)
                        .hasMessageContaining("Deeds.takeAnything")
                        .hasMessageContaining("isolated()");
            }
            assertThat(Processes.activeChildren()).isEmpty();
        }
    }

    @Test
    void sharedThing_cannotBeMadeThere() {
        assertThatThrownBy(() -> isolated(DeedsTargets.makeShared()))
                .hasCauseInstanceOf(SessionException.class)
                .hasMessageContaining("isolated()");
    }

    @Test
    void childOfAnIsolatedProcess_isIsolatedToo() {
        assertThatThrownBy(() -> isolated(DeedsTargets.makeSharedInAChild()))
                .rootCause()
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("isolated()");
    }

    /** Property: writes at random to all memory that it can map, its link first, are one exception at most, and its own. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, false"})
    void wildWrites_harmNobodyElse(long seed, boolean halt) throws Exception {
        try (SharedInt shared = SharedInt.create(40);
                ChildProcess<Void> neighbour =
                        DeedsTargets.addWhenInterrupted(shared).start()) {
            try (ChildProcess<String> wild =
                    DeedsTargets.runWild(seed, halt).process().isolated().start()) {
                if (halt) {
                    assertThatThrownBy(() -> wild.result(PATIENCE)).isInstanceOf(OffspringException.class);
                } else {
                    assertThat(wild.result(PATIENCE)).matches("wrote to [1-9]\\d* files");
                }
                assertThat(wild.join(PATIENCE)).isTrue();
            }
            assertThat(isolated(DeedsTargets.echo("the next"))).isEqualTo("the next");
            neighbour.interrupt();
            neighbour.result(PATIENCE);
            assertThat(shared.addAndGet(1)).isEqualTo(42);
        }
    }

    private static <R> R isolated(Task<R> task) throws Exception {
        try (ChildProcess<R> child = task.process().isolated().start()) {
            return child.result(PATIENCE);
        }
    }
}
