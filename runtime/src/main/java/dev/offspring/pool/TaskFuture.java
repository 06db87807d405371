package dev.offspring.pool;

import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task that was given to a pool, when it is there.
 *
 * <p>It fails with {@link dev.offspring.error.TaskFailedException} if the task threw, with
 * {@link dev.offspring.error.ChildDiedException} if its worker died or it ran longer than its timeout, with
 * {@link dev.offspring.error.TransferException} if the result cannot be decoded, and with {@link CancellationException} after
 * {@link Pool#shutdownNow()}.
 *
 * <p><b>Whoever completes it from outside thereby stops the work:</b> {@code cancel}, {@code complete},
 * {@code completeExceptionally}, {@code orTimeout} and {@code completeOnTimeout} take a task back that has not begun, and
 * interrupt one that has; if it goes on all the same, its worker alone is killed after the pool's {@linkplain PoolOptions#grace
 * grace}, and replaced.
 *
 * <p>Dependent stages run on the pool's {@linkplain PoolOptions#callbacks executor for callbacks}, never on a thread that the
 * pool needs.
 */
public final class TaskFuture<R extends @Nullable Object> extends CompletableFuture<R> {
    private final Engine engine;
    private final Completions completions;
    private final Unseen unseen;
    private final Job job;
    private volatile boolean seen;

    TaskFuture(Engine engine, Completions completions, Unseen unseen, Task<R> task, Encoder encoder) {
        this.engine = engine;
        this.completions = completions;
        this.unseen = unseen;
        this.job = Job.of(task, encoder, Contexts.capture(), new Arrival(), null);
    }

    private final class Arrival implements Job.Sink {
        @Override
        public void completed(List<Answer> answers) {
            Answer answer = answers.getFirst();
            completions.add(() -> settle(answer));
            completions.flush();
        }
    }

    Job job() {
        return job;
    }

    private void settle(Answer answer) {
        if (isDone()) {
            answer.discard();
            return;
        }
        if (getNumberOfDependents() > 0) {
            seen = true;
            completions.execute(() -> finish(answer));
        } else {
            finish(answer);
        }
    }

    @SuppressWarnings("unchecked") // the target that the task calls gives nothing else
    private void finish(Answer answer) {
        try (Decoder decoder = new Decoder()) {
            boolean ignored = super.complete((R) answer.onlyValue(decoder));
        } catch (RuntimeException | Error e) {
            // Who shuts a pool down at once knows what becomes of its tasks.
            if (super.completeExceptionally(e) && !seen && !isCancelled()) {
                unseen.add(this);
            }
        }
    }

    /** The task. */
    public Task<?> task() {
        return job.task(0);
    }

    private void stop() {
        engine.cancel(List.of(job));
    }

    /** Stops the work; whether it was not done yet. The task is interrupted, whatever {@code mayInterruptIfRunning} says. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean first = super.cancel(mayInterruptIfRunning);
        if (first) {
            stop();
        }
        return first;
    }

    @Override
    public boolean complete(R value) {
        boolean first = super.complete(value);
        if (first) {
            stop();
        }
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable why) {
        boolean first = super.completeExceptionally(why);
        if (first) {
            seen = true;
            stop();
        }
        return first;
    }

    @Override
    public CompletableFuture<R> completeAsync(Supplier<? extends R> supplier, Executor executor) {
        executor.execute(() -> {
            try {
                boolean ignored = complete(supplier.get());
            } catch (RuntimeException | Error e) {
                boolean ignored = completeExceptionally(e);
            }
        });
        return this;
    }

    @Override
    public void obtrudeValue(R value) {
        super.obtrudeValue(value);
        stop();
    }

    @Override
    public void obtrudeException(Throwable why) {
        super.obtrudeException(why);
        stop();
    }

    @Override
    public Executor defaultExecutor() {
        return completions::execute;
    }

    /** Somebody depends on this from now on. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        seen = true;
        return new CompletableFuture<>();
    }

    @Override
    public R get() throws InterruptedException, ExecutionException {
        seen = true;
        return super.get();
    }

    @Override
    public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return super.get(timeout, unit);
        } finally {
            seen |= isDone();
        }
    }

    @Override
    public R getNow(R valueIfAbsent) {
        seen |= isDone();
        return super.getNow(valueIfAbsent);
    }

    @Override
    public R join() {
        seen = true;
        return super.join();
    }

    @Override
    public Throwable exceptionNow() {
        seen = true;
        return super.exceptionNow();
    }

    @Override
    public boolean isCompletedExceptionally() {
        boolean failed = super.isCompletedExceptionally();
        seen |= failed;
        return failed;
    }

    /** Whether somebody has asked for its failure, or will be told. */
    boolean wasSeen() {
        return seen || getNumberOfDependents() > 0;
    }

    /** Such as {@code Thumbs.thumb("a.jpg"), running}. */
    @Override
    public String toString() {
        String state = switch (state()) {
            case RUNNING -> "not done";
            case SUCCESS -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
        return job + ", " + state;
    }
}
