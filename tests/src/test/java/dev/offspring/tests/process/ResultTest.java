package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.RemoteException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a call gives back, and what it throws. */
final class ResultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void results_comeBack() throws Exception {
        assertThat(result(DeedsTargets.echo("straße, 道, \0"))).isEqualTo("straße, 道, \0");
        assertThat(result(DeedsTargets.addAll(1, 2, 3))).isEqualTo(6);
        assertThat(result(DeedsTargets.addAll(1))).isEqualTo(1);
        assertThat(result(DeedsTargets.nothing())).isNull();
    }

    @Test
    void largeArgumentsAndResults_comeBack() throws Exception {
        assertThat(result(DeedsTargets.bytes(100 << 20))).hasSize(100 << 20);
        String large = "x".repeat(20 << 20);
        assertThat(result(DeedsTargets.echo(large))).isEqualTo(large);
    }

    @Test
    void exceptions_comeBackAsTheyWereThrown() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.fail("lost").start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("Deeds.fail(\"lost\")")
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage("lost")
                    .satisfies(thrown -> assertThat(frames(thrown)).contains("dev.offspring.tests.process.Deeds.fail"))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("beneath");
            child.join();
            assertThat(child.exitCode()).hasValue(1);
            assertThat(child.exitCause()).get().isInstanceOf(ExitCause.Threw.class);
        }
    }

    @Test
    void exceptionThatCannotBeRebuilt_isStoodInFor() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.failOddly().start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(TaskFailedException.class)
                    .cause()
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("odd");
        }
    }

    @Test
    void stackOverflow_comesBack() throws Exception {
        try (ChildProcess<Integer> child = DeedsTargets.overflow(0).start()) {
            assertThatThrownBy(() -> child.result(PATIENCE)).cause().isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void outOfMemory_isACauseOfItsOwn() throws Exception {
        try (ChildProcess<Integer> child = DeedsTargets.fillHeap().start()) {
            assertThatThrownBy(() -> child.result(PATIENCE)).cause().isInstanceOf(OutOfMemoryError.class);
            child.join();
            assertThat(child.exitCause()).contains(new ExitCause.OutOfMemory());
        }
    }

    @Test
    void resultThatCannotTravel_isTheResult() throws Exception {
        try (ChildProcess<Object> child = DeedsTargets.unencodable().start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(TaskFailedException.class)
                    .cause()
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("Deeds.unencodable")
                    .hasMessageContaining("a class with a name");
        }
    }

    @Test
    void result_isThereBeforeTheProcessEnds() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.leaveThread(3_000).start()) {
            assertThat(child.result(PATIENCE)).isEqualTo("left");
            assertThat(child.isAlive()).as("its other thread keeps it").isTrue();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Returned());
        }
    }

    @Test
    void runHere_goesThroughTheCodec() {
        assertThat(DeedsTargets.addAll(1, 2).runHere()).isEqualTo(3);
        assertThatThrownBy(() -> DeedsTargets.fail("here").runHere())
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> DeedsTargets.unencodable().runHere()).isInstanceOf(TransferException.class);
    }

    private static <R> R result(Task<R> task) throws Exception {
        try (ChildProcess<R> child = task.start()) {
            return child.result(PATIENCE);
        }
    }

    private static String frames(Throwable thrown) {
        return Arrays.toString(thrown.getStackTrace());
    }
}
