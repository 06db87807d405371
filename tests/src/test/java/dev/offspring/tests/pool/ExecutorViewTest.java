package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool for code that wants an {@link ExecutorService}. */
@Timeout(60)
final class ExecutorViewTest {
    private static final Carried.Sleep LONG = new Carried.Sleep(300_000);

    private final Pool pool = Pool.with(PoolOptions.create().workers(2).heap("64m"));
    private final ExecutorService executor = pool.asExecutorService();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void callThatTravels_runsInAWorker() throws Exception {
        assertThat(executor.submit(new Carried.Square(7)).get(30, TimeUnit.SECONDS))
                .isEqualTo(49);
        assertThat(executor.submit((Runnable) new Carried.Sleep(1)).get(30, TimeUnit.SECONDS))
                .isNull();
        assertThat(executor.submit(new Carried.Sleep(1), "done").get(30, TimeUnit.SECONDS))
                .isEqualTo("done");
        executor.execute(new Carried.Sleep(1));
        Future<Integer> failing = executor.submit(new Carried.Fail("no"));
        assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TaskFailedException.class)
                .hasMessageContaining("no");
    }

    @Test
    void lambda_isRefusedWithAReason() throws Exception {
        assertThatThrownBy(() -> executor.submit(() -> 1))
                .isInstanceOf(TaskRejectedException.class)
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining(pool.name())
                .hasMessageContaining("lambda")
                .hasMessageContaining("@ProcessMessage");
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(TaskRejectedException.class);
        assertThatThrownBy(() -> CompletableFuture.runAsync(() -> {}, executor))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(executor.submit(new Carried.Square(3)).get(30, TimeUnit.SECONDS))
                .isEqualTo(9);
    }

    @Test
    void cancelledCall_isStopped() throws Exception {
        List<Future<?>> futures = List.of(
                executor.submit((Runnable) LONG), executor.submit(LONG, "done"), executor.submit((Runnable) LONG));
        futures.forEach(future -> future.cancel(true));
        assertThat(executor.submit(new Carried.Square(3)).get(30, TimeUnit.SECONDS))
                .isEqualTo(9);
        assertThat(futures).allMatch(Future::isCancelled);
    }

    @Test
    void invokeAll_waitsForAll() throws Exception {
        List<Future<Integer>> futures =
                executor.invokeAll(List.of(new Carried.Square(1), new Carried.Fail("no"), new Carried.Square(3)));
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(0).resultNow()).isEqualTo(1);
        assertThat(futures.get(1).exceptionNow()).hasMessageContaining("no");
        assertThat(futures.get(2).resultNow()).isEqualTo(9);
        assertThat(executor.invokeAll(List.<Carried.Square>of())).isEmpty();
    }

    @Test
    void invokeAll_whoseTimeIsOver_cancelsTheRest() throws Exception {
        List<Future<Integer>> futures = executor.invokeAll(List.of(new Carried.Square(2), LONG), 2, TimeUnit.SECONDS);
        assertThat(futures.get(0).resultNow()).isEqualTo(4);
        assertThat(futures.get(1).isCancelled()).isTrue();
        assertThat(executor.submit(new Carried.Square(3)).get(30, TimeUnit.SECONDS))
                .isEqualTo(9);
    }

    @Test
    void invokeAny_givesTheFirst_andStopsTheOthers() throws Exception {
        assertThat(executor.invokeAny(List.of(LONG, new Carried.Fail("no"), new Carried.Square(5))))
                .isEqualTo(25);
        assertThatThrownBy(() -> executor.invokeAny(List.of(new Carried.Fail("a"), new Carried.Fail("b"))))
                .isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.of(LONG), 50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.<Carried.Square>of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(executor.submit(new Carried.Square(3)).get(30, TimeUnit.SECONDS))
                .isEqualTo(9);
    }

    @Test
    void interruptedInvokeAll_andInvokeAny_stopTheirTasks() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> executor.invokeAll(List.of(LONG))).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> executor.invokeAny(List.of(LONG))).isInstanceOf(InterruptedException.class);
        assertThat(executor.submit(new Carried.Square(3)).get(30, TimeUnit.SECONDS))
                .isEqualTo(9);
    }

    @Test
    void end_isThePools() throws Exception {
        Future<Integer> before = executor.submit(new Carried.Square(3));
        assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        executor.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(before.get(1, TimeUnit.SECONDS)).isEqualTo(9);
        assertThatThrownBy(() -> executor.submit(new Carried.Square(3))).isInstanceOf(TaskRejectedException.class);
        executor.close();
    }

    @Test
    void shutdownNow_cancelsAll() throws Exception {
        Future<Integer> running = executor.submit((java.util.concurrent.Callable<Integer>) LONG);
        assertThat(executor.shutdownNow()).isEmpty();
        assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(pool.awaitTermination(Duration.ofSeconds(30))).isTrue();
    }
}
