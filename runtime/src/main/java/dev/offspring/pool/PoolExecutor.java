package dev.offspring.pool;

import dev.offspring.error.TaskRejectedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A pool, seen as an {@link ExecutorService} of calls that travel. See {@link Pool#asExecutorService()}. */
final class PoolExecutor implements ExecutorService {
    private static final String NO_NULL = "an executor takes no null";

    private final Pool pool;

    PoolExecutor(Pool pool) {
        this.pool = pool;
    }

    @SuppressWarnings("unchecked") // what the call gives back travels, and is what it was
    private <R extends @Nullable Object> TaskFuture<R> start(Task<?> call) {
        try {
            return (TaskFuture<R>) pool.submit(call);
        } catch (TransferException e) {
            TaskRejectedException refused = new TaskRejectedException(pool.name() + " cannot run " + call
                    + " in another process: " + e.getMessage() + "; a lambda does not travel, an object of a class with"
                    + " @ProcessMessage does");
            refused.initCause(e);
            throw refused;
        }
    }

    private <T> TaskFuture<T> start(Callable<T> call) {
        return start(TravellingCall.TARGET.of(Objects.requireNonNull(call, NO_NULL)));
    }

    private TaskFuture<?> start(Runnable run) {
        return start(TravellingCall.TARGET.running(Objects.requireNonNull(run, NO_NULL)));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return start(task);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        TaskFuture<?> started = start(task);
        CompletableFuture<T> future = started.thenApply(ignored -> result);
        var _ = future.whenComplete((value, failure) -> {
            if (future.isCancelled()) {
                boolean ignored = started.cancel(true);
            }
        });
        return future;
    }

    @Override
    public Future<?> submit(Runnable task) {
        return start(task);
    }

    @Override
    public void execute(Runnable command) {
        TaskFuture<?> ignored = start(command);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(unit.toNanos(timeout), Long.MAX_VALUE / 2);
        List<CompletableFuture<T>> futures = new ArrayList<>();
        try {
            for (Callable<T> task : tasks) {
                futures.add(start(task));
            }
            for (CompletableFuture<T> future : futures) {
                await(future, deadline);
            }
            return List.copyOf(futures);
        } finally {
            futures.forEach(future -> future.cancel(true)); // what is done stays as it is
        }
    }

    private static void await(CompletableFuture<?> future, long deadline) throws InterruptedException {
        try {
            Object ignored = future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The caller sees it in the future.
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("for ever is over", e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny() was given no tasks");
        }
        long deadline = System.nanoTime() + Math.min(unit.toNanos(timeout), Long.MAX_VALUE / 2);
        LinkedBlockingQueue<CompletableFuture<T>> done = new LinkedBlockingQueue<>();
        List<CompletableFuture<T>> futures = new ArrayList<>();
        try {
            for (Callable<T> task : tasks) {
                CompletableFuture<T> future = start(task);
                futures.add(future);
                var _ = future.whenComplete((value, failure) -> done.add(future));
            }
            ExecutionException last = new ExecutionException("no task was run", null);
            for (int left = futures.size(); left > 0; left--) {
                CompletableFuture<T> next = done.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new TimeoutException(
                            "none of " + futures.size() + " tasks has returned in " + unit.toMillis(timeout) + " ms");
                }
                try {
                    return next.get();
                } catch (ExecutionException e) {
                    last = e;
                }
            }
            throw last;
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    /** Also cancels what was not begun: their futures say so. It gives back none of them, for they are no {@link Runnable}s here. */
    @Override
    public List<Runnable> shutdownNow() {
        var _ = pool.shutdownNow();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitEnd(Math.max(0, unit.toNanos(timeout)));
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
