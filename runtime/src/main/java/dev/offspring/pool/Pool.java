package dev.offspring.pool;

import dev.offspring.process.Task;
import dev.offspring.sync.Timeouts;
import dev.offspring.wire.Encoder;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processes that run tasks: Python's {@code multiprocessing.Pool} and {@code ProcessPoolExecutor}.
 *
 * <pre>{@code
 * try (Pool pool = Pool.create()) {
 *     List<Integer> squares = pool.map(SquaresTargets::square, List.of(1, 2, 3));
 * }
 * }</pre>
 *
 * <p>Nothing starts before the first task, and no more workers than there is work for. Arguments are encoded by whoever gives a task
 * to the pool, and results decoded by whoever asks for them. Short tasks travel many at a time, by themselves; each is an item of its
 * own all the same, with its own failure and its own timeout, which counts from when it begins.
 *
 * <p><b>Death.</b> When a worker dies, however it dies, exactly the task that it was running fails, with
 * {@link dev.offspring.error.ChildDiedException} (or runs again elsewhere, if it has {@linkplain Task#retries retries}). What the
 * worker was given and had not begun runs elsewhere, what it had finished is there, and another process takes its place. A task that
 * runs longer than its {@linkplain Task#timeout timeout} is interrupted, and dies with its worker.
 *
 * <p>Any thread may call these methods, virtual ones too, and tasks of other pools. A pool belongs to its process and cannot travel.
 */
public final class Pool implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Duration LAST_MOMENT = Duration.ofSeconds(10);
    private static final Duration LOGGING = Duration.ofSeconds(1);

    private final PoolOptions options;
    private final Engine engine;
    private final Completions completions;
    private final Unseen unseen;
    private final int chunk;
    private final @Nullable Progress progress;

    /** The pool itself, of which this is a view: it must not be forgotten before. */
    @SuppressWarnings("unused")
    private final @Nullable Pool origin;

    private Pool(PoolOptions options, Engine engine) {
        this.options = options;
        this.engine = engine;
        this.completions = new Completions(options.callbacks());
        this.unseen = new Unseen();
        this.chunk = Intake.BY_ITSELF;
        this.progress = null;
        this.origin = null;
    }

    private Pool(Pool origin, int chunk, @Nullable Progress progress) {
        this.options = origin.options;
        this.engine = origin.engine;
        this.completions = origin.completions;
        this.unseen = origin.unseen;
        this.chunk = chunk;
        this.progress = progress;
        this.origin = origin;
    }

    /** A pool of as many workers as there are processors. */
    public static Pool create() {
        return with(PoolOptions.create());
    }

    /**
     * A pool of {@code workers} workers.
     *
     * @throws IllegalArgumentException if that is not positive
     */
    public static Pool of(int workers) {
        return with(PoolOptions.create().workers(workers));
    }

    /**
     * A pool of that kind.
     *
     * @throws dev.offspring.error.TransferException if the arguments of the initialiser cannot be encoded
     */
    public static Pool with(PoolOptions options) {
        PoolOptions named = options.named();
        Engine engine = named.place() == PoolOptions.Place.PROCESSES ? new Crew(named) : new LocalEngine(named);
        Pool pool = new Pool(named, engine);
        var _ = CLEANER.register(pool, new Forgotten(named.name(), engine));
        return pool;
    }

    /** A pool that nobody refers to any more, and that was not closed. */
    private record Forgotten(String name, Engine engine) implements Runnable {
        @Override
        public void run() {
            if (!engine.isShutdown()) {
                Log.LOGGER.log(
                        Level.WARNING,
                        "{0} was forgotten without having been closed: use it in a try-with-resources, or call shutdown()",
                        name);
                engine.shutdown();
            }
        }
    }

    // Single tasks.

    /**
     * Gives a task to the pool.
     *
     * @throws dev.offspring.error.TransferException if its arguments cannot be encoded; nothing was given
     * @throws dev.offspring.error.TaskRejectedException if the pool is shut down, or its queue is full
     * @throws dev.offspring.error.PoolFailedException if the pool has given up
     */
    public <R extends @Nullable Object> TaskFuture<R> submit(Task<R> task) {
        Objects.requireNonNull(task, "a pool takes no null in the place of a task");
        try (Encoder encoder = new Encoder()) {
            TaskFuture<R> future = new TaskFuture<>(engine, completions, unseen, task, encoder);
            engine.submit(List.of(future.job()), true);
            return future;
        }
    }

    /**
     * Runs a task, and waits for its result. If the thread is interrupted, the task is stopped.
     *
     * @throws RuntimeException as {@link #submit}, and why there is no result: see {@link TaskFuture}
     */
    public <R extends @Nullable Object> R call(Task<R> task) throws InterruptedException {
        Objects.requireNonNull(task, "a pool takes no null in the place of a task");
        return new Call<>(engine, task).result();
    }

    // Many tasks.

    /**
     * Runs a task for each item and gives their results, in the order of the items.
     *
     * @throws RuntimeException if tasks failed, when all are done: the failure of the item that stood first, which the message
     *     names with its index; of other failures the first ten are suppressed in it
     * @throws InterruptedException if the thread is interrupted; what is not done is stopped
     */
    public <T, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends Task<? extends R>> function, Iterable<? extends T> items)
            throws InterruptedException {
        return map(function, items.iterator(), size(items));
    }

    /** As {@link #map(Function, Iterable)}. */
    public <T, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends Task<? extends R>> function, Iterator<? extends T> items)
            throws InterruptedException {
        return map(function, items, Batch.UNKNOWN);
    }

    /** As {@link #map(Function, Iterable)}; closes the stream. */
    public <T, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends Task<? extends R>> function, Stream<? extends T> items)
            throws InterruptedException {
        try (items) {
            return map(function, items.iterator(), Batch.UNKNOWN);
        }
    }

    private <T, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends Task<? extends R>> function, Iterator<? extends T> items, long total)
            throws InterruptedException {
        List<@Nullable Object> results = new ArrayList<>(Math.max(0, (int) total));
        batch(function, items, total, false).runAll((at, value) -> {
            int index = Math.toIntExact(at);
            while (results.size() <= index) {
                results.add(null); // until that comes
            }
            results.set(index, value);
        });
        @SuppressWarnings("unchecked") // what the targets give is of their type
        List<R> typed = (List<R>) (List<?>) results;
        return typed;
    }

    private static long size(Iterable<?> items) {
        return items instanceof Collection<?> collection ? collection.size() : Batch.UNKNOWN;
    }

    private <T> Batch<T> batch(
            Function<? super T, ? extends @Nullable Task<?>> function,
            Iterator<? extends T> items,
            long total,
            boolean ordered) {
        Run<T> run = new Run<>(engine, function, items, ordered, chunk, options.workers());
        return new Batch<>(this, run, total, progress);
    }

    /** As {@link #map(Function, Iterable)}, on a virtual thread; completing the future otherwise stops the work. */
    public <T, R extends @Nullable Object> CompletableFuture<List<R>> mapAsync(
            Function<? super T, ? extends Task<? extends R>> function, Iterable<? extends T> items) {
        return Later.of(() -> this.<T, R>map(function, items), options.callbacks());
    }

    /** As {@link #mapAsync(Function, Iterable)}. */
    public <T, R extends @Nullable Object> CompletableFuture<List<R>> mapAsync(
            Function<? super T, ? extends Task<? extends R>> function, Iterator<? extends T> items) {
        return Later.of(() -> this.<T, R>map(function, items), options.callbacks());
    }

    /** As {@link #mapAsync(Function, Iterable)}; closes the stream. */
    public <T, R extends @Nullable Object> CompletableFuture<List<R>> mapAsync(
            Function<? super T, ? extends Task<? extends R>> function, Stream<? extends T> items) {
        return Later.of(() -> this.<T, R>map(function, items), options.callbacks());
    }

    /** Runs a task for each item, and forgets the results. Throws as {@link #map(Function, Iterable)} does. */
    public <T> void forEach(Function<? super T, ? extends Task<?>> function, Iterable<? extends T> items)
            throws InterruptedException {
        batch(function, items.iterator(), size(items), false).runAll((index, value) -> {});
    }

    /** As {@link #forEach(Function, Iterable)}. */
    public <T> void forEach(Function<? super T, ? extends Task<?>> function, Iterator<? extends T> items)
            throws InterruptedException {
        batch(function, items, Batch.UNKNOWN, false).runAll((index, value) -> {});
    }

    /** As {@link #forEach(Function, Iterable)}; closes the stream. */
    public <T> void forEach(Function<? super T, ? extends Task<?>> function, Stream<? extends T> items)
            throws InterruptedException {
        try (items) {
            batch(function, items.iterator(), Batch.UNKNOWN, false).runAll((index, value) -> {});
        }
    }

    /**
     * Runs a task for each item, and puts the results together here, from {@code identity} on, in the order of the items. Throws as
     * {@link #map(Function, Iterable)} does.
     */
    public <T, R> R reduce(
            R identity,
            BinaryOperator<R> operator,
            Function<? super T, ? extends Task<? extends R>> function,
            Iterable<? extends T> items)
            throws InterruptedException {
        return new Reduction<>(identity, operator).of(batch(function, items.iterator(), size(items), true));
    }

    /** As {@link #reduce(Object, BinaryOperator, Function, Iterable)}. */
    public <T, R> R reduce(
            R identity,
            BinaryOperator<R> operator,
            Function<? super T, ? extends Task<? extends R>> function,
            Iterator<? extends T> items)
            throws InterruptedException {
        return new Reduction<>(identity, operator).of(batch(function, items, Batch.UNKNOWN, true));
    }

    /** As {@link #reduce(Object, BinaryOperator, Function, Iterable)}; closes the stream. */
    public <T, R> R reduce(
            R identity,
            BinaryOperator<R> operator,
            Function<? super T, ? extends Task<? extends R>> function,
            Stream<? extends T> items)
            throws InterruptedException {
        try (items) {
            return reduce(identity, operator, function, items.iterator());
        }
    }

    /** Results in the order of the items, as they are asked for. The input may be endless. */
    public <T, R extends @Nullable Object> Results<R> stream(
            Function<? super T, ? extends Task<? extends R>> function, Iterable<? extends T> items) {
        return batch(function, items.iterator(), size(items), true).values();
    }

    /** As {@link #stream(Function, Iterable)}. */
    public <T, R extends @Nullable Object> Results<R> stream(
            Function<? super T, ? extends Task<? extends R>> function, Iterator<? extends T> items) {
        return batch(function, items, Batch.UNKNOWN, true).values();
    }

    /** As {@link #stream(Function, Iterable)}; closing the results does not close the stream. */
    public <T, R extends @Nullable Object> Results<R> stream(
            Function<? super T, ? extends Task<? extends R>> function, Stream<? extends T> items) {
        return batch(function, items.iterator(), Batch.UNKNOWN, true).values();
    }

    /** Results as they come, in any order. The input may be endless. */
    public <T, R extends @Nullable Object> Results<R> unordered(
            Function<? super T, ? extends Task<? extends R>> function, Iterable<? extends T> items) {
        return batch(function, items.iterator(), size(items), false).values();
    }

    /** As {@link #unordered(Function, Iterable)}. */
    public <T, R extends @Nullable Object> Results<R> unordered(
            Function<? super T, ? extends Task<? extends R>> function, Iterator<? extends T> items) {
        return batch(function, items, Batch.UNKNOWN, false).values();
    }

    /** As {@link #unordered(Function, Iterable)}; closing the results does not close the stream. */
    public <T, R extends @Nullable Object> Results<R> unordered(
            Function<? super T, ? extends Task<? extends R>> function, Stream<? extends T> items) {
        return batch(function, items.iterator(), Batch.UNKNOWN, false).values();
    }

    /** What becomes of each item, done or failed, as they come: nothing is thrown but what the input throws. */
    public <T, R extends @Nullable Object> Results<Outcome<T, R>> outcomes(
            Function<? super T, ? extends Task<? extends R>> function, Iterable<? extends T> items) {
        return this.<T>batch(function, items.iterator(), size(items), false).outcomes();
    }

    /** As {@link #outcomes(Function, Iterable)}. */
    public <T, R extends @Nullable Object> Results<Outcome<T, R>> outcomes(
            Function<? super T, ? extends Task<? extends R>> function, Iterator<? extends T> items) {
        return this.<T>batch(function, items, Batch.UNKNOWN, false).outcomes();
    }

    /** As {@link #outcomes(Function, Iterable)}; closing the results does not close the stream. */
    public <T, R extends @Nullable Object> Results<Outcome<T, R>> outcomes(
            Function<? super T, ? extends Task<? extends R>> function, Stream<? extends T> items) {
        return this.<T>batch(function, items.iterator(), Batch.UNKNOWN, false).outcomes();
    }

    // Views.

    /**
     * The same pool, whose {@code map} and the like give workers {@code tasks} items at a time. By default as many as take a few
     * milliseconds, by what they have taken so far.
     *
     * @throws IllegalArgumentException if {@code tasks} is not positive
     */
    public Pool chunked(int tasks) {
        if (tasks <= 0) {
            throw new IllegalArgumentException("a chunk of " + tasks + " tasks is not positive");
        }
        return new Pool(this, tasks, progress);
    }

    /** The same pool, whose {@code map} and the like tell {@code progress} how they get on. */
    public Pool watched(Progress progress) {
        return new Pool(this, chunk, Objects.requireNonNull(progress, "progress"));
    }

    /**
     * The same pool for code that wants an {@link ExecutorService}. It takes {@link java.util.concurrent.Callable}s and
     * {@link Runnable}s that travel: objects of classes of the user's with fields that travel, as {@code @ProcessMessage} makes them.
     * A lambda does not, and is refused with {@link dev.offspring.error.TaskRejectedException}.
     */
    public ExecutorService asExecutorService() {
        return new PoolExecutor(this);
    }

    // What it does, and its end.

    /** The pool's name, with which those of its workers begin. */
    public String name() {
        return options.name();
    }

    /** How many tasks it runs at the same time, at most. */
    public int workers() {
        return options.workers();
    }

    /** What it has done so far, and is doing. */
    public PoolStats stats() {
        return engine.stats();
    }

    /** Takes no more tasks, and ends when all that it has are done. Returns at once. Twice is harmless. */
    public void shutdown() {
        engine.shutdown();
    }

    /**
     * Takes no more tasks, kills what runs, and ends. Futures of what was not done are cancelled. Returns at once; twice is
     * harmless.
     *
     * @return the tasks that had not begun
     */
    public List<Task<?>> shutdownNow() {
        return engine.shutdownNow();
    }

    /** Whether it takes no more tasks. */
    public boolean isShutdown() {
        return engine.isShutdown();
    }

    /** Whether it is shut down and all its processes are gone. */
    public boolean isTerminated() {
        return engine.isTerminated();
    }

    /**
     * Waits until all is done and all processes are gone, after {@link #shutdown()} or {@link #shutdownNow()}.
     *
     * @return whether they are; false if {@code timeout} was over before
     * @throws IllegalStateException if the pool is not shut down: it would go on for ever
     */
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        if (!engine.isShutdown()) {
            throw new IllegalStateException(name() + " is still running: call shutdown() before awaitTermination()");
        }
        return engine.awaitTermination(Timeouts.nanos(timeout));
    }

    boolean awaitEnd(long nanos) throws InterruptedException {
        return engine.awaitTermination(nanos);
    }

    /**
     * Shuts the pool down, and waits until all tasks are done, at most for the {@linkplain PoolOptions#closeTimeout close timeout};
     * then, or if the thread is interrupted, what still runs is killed. Failures of submitted tasks that nobody has looked at are
     * logged. Twice is harmless.
     */
    @Override
    public void close() {
        engine.shutdown();
        boolean interrupted = false;
        try {
            if (!engine.awaitTermination(Timeouts.nanos(options.closeTimeout()))) {
                Log.LOGGER.log(
                        Level.WARNING,
                        "{0} was closed, and its tasks were not done after {1} ms: what still runs is killed",
                        name(),
                        options.closeTimeout().toMillis());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        var _ = engine.shutdownNow();
        try {
            boolean ignored = interrupted || engine.awaitTermination(LAST_MOMENT.toNanos());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        completions.settle();
        try {
            LogRecords.settle(LOGGING.toNanos());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (TaskFuture<?> failed : unseen.take()) {
            Log.LOGGER.log(
                    Level.WARNING,
                    name() + ": nobody has looked at the failure of " + failed.task(),
                    failed.exceptionNow());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Such as {@code pool-1[4 workers, 2 tasks run, 17 wait]}. */
    @Override
    public String toString() {
        PoolStats now = engine.stats();
        String end = engine.isTerminated() ? ", terminated" : engine.isShutdown() ? ", shut down" : "";
        return name() + "[" + options.workers() + " workers, " + now.active() + " tasks run, " + now.queued() + " wait"
                + end + "]";
    }
}
