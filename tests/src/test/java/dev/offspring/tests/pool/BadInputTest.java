package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.OffspringException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.error.TransferException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.TaskFuture;
import dev.offspring.process.Task;
import dev.offspring.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be: the exception names the values, nothing hangs, and the pool goes on. */
@Timeout(60)
final class BadInputTest {
    private static final Pool POOL =
            Pool.with(PoolOptions.create().workers(1).heap("64m").name("patient"));

    @AfterAll
    static void close() {
        POOL.close();
    }

    @AfterEach
    void goesOn() throws Exception {
        assertThat(POOL.call(DeedsTargets.square(3))).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void counts_thatAreNotPositive_areRefused(int count) {
        assertRefused(() -> Pool.of(count), count);
        assertRefused(() -> PoolOptions.create().workers(count), count);
        assertRefused(() -> PoolOptions.create().threads(count), count);
        assertRefused(() -> PoolOptions.create().tasksPerWorker(count), count);
        assertRefused(() -> PoolOptions.create().queueCapacity(count), count);
        assertRefused(() -> PoolOptions.create().memoryLimit(count), count);
        assertRefused(() -> POOL.chunked(count), count);
    }

    private static void assertRefused(Callable<?> call, Object value) {
        assertThatThrownBy(call::call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(value.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void times_thatAreNotPositive_areRefused(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        assertRefused(() -> PoolOptions.create().idleTimeout(time), time);
        assertRefused(() -> PoolOptions.create().startTimeout(time), time);
        assertRefused(() -> PoolOptions.create().closeTimeout(time), time);
        assertRefused(() -> PoolOptions.create().grace(time), time);
        assertRefused(() -> PoolOptions.create().restarts(1, time), time);
        assertRefused(() -> DeedsTargets.square(1).timeout(time), time);
    }

    @Test
    void numbers_thatAreNegative_areRefused() {
        assertRefused(() -> PoolOptions.create().restarts(-1, Duration.ofSeconds(1)), -1);
        assertRefused(() -> DeedsTargets.square(1).retries(-1), -1);
        assertRefused(() -> PoolOptions.create().name(" "), "' '");
        assertRefused(() -> PoolOptions.create().name("a\nb"), "a\nb");
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void nulls_areRefusedWithAWord() {
        assertThatThrownBy(() -> POOL.submit((Task<Integer>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("task");
        assertThatThrownBy(() -> POOL.call((Task<Integer>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("task");
        assertThatThrownBy(() -> POOL.watched(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> PoolOptions.create().initializer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> PoolOptions.create().callbacks(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> POOL.map(item -> (Task<Integer>) null, List.of(1)))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("item 0 (1)")
                .hasMessageContaining("null");
    }

    @Test
    void heapThatIsNone_isRefusedBeforeAnythingStarts() {
        try (Pool pool = Pool.with(PoolOptions.create().workers(1).heap("much"))) {
            assertThatThrownBy(() -> pool.call(DeedsTargets.square(1)))
                    .isInstanceOf(OffspringException.class)
                    .hasMessageContaining("much");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("much");
        }
    }

    @Test
    void taskAfterClose_isRefused() {
        Pool closed = Pool.with(PoolOptions.create().workers(1).name("shut"));
        closed.close();
        assertThatThrownBy(() -> closed.submit(DeedsTargets.square(17)))
                .isInstanceOf(TaskRejectedException.class)
                .hasMessageContaining("shut")
                .hasMessageContaining("Deeds.square(17)");
    }

    /** As CPython's join before close. */
    @Test
    void awaitTerminationBeforeShutdown_isRefused() {
        assertThatThrownBy(() -> POOL.awaitTermination(Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("patient is still running");
    }

    @Test
    void argumentThatCannotTravel_isRefusedByWhoeverGivesIt() {
        assertThatThrownBy(() -> POOL.submit(DeedsTargets.anything(new Thread())))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("Thread");
        assertThatThrownBy(() -> POOL.call(DeedsTargets.anything(new Thread()))).isInstanceOf(TransferException.class);
        assertThatThrownBy(() -> POOL.map(DeedsTargets::anything, List.of(1, new Thread())))
                .isInstanceOf(TransferException.class)
                .hasMessageStartingWith("item 1");
    }

    @Test
    void resultThatIsNotRegistered_failsItsTask() {
        assertThatThrownBy(() -> POOL.call(DeedsTargets.unencodable()))
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(TransferException.class)
                .hasMessageContaining("Deeds.unencodable()");
    }

    @Test
    void queueThatIsFull_refusesOneMore() throws Exception {
        try (Pool pool = Pool.with(PoolOptions.create()
                        .workers(1)
                        .heap("64m")
                        .queueCapacity(3)
                        .name("narrow"));
                Event gate = Event.create()) {
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            futures.add(pool.submit(DeedsTargets.await(gate)));
                        }
                    })
                    .isInstanceOf(TaskRejectedException.class)
                    .hasMessageContaining("narrow")
                    .hasMessageContaining("3");
            assertThat(futures).hasSizeBetween(3, 10);
            assertThat(pool.mapAsync(item -> DeedsTargets.await(gate), List.of(1, 2, 3, 4, 5, 6, 7, 8)))
                    .isNotDone();
            gate.set();
            for (TaskFuture<Integer> future : futures) {
                assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
    }
}
