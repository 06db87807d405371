package dev.offspring.pool;

import dev.offspring.process.Output;
import dev.offspring.process.Processes;
import dev.offspring.process.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How a pool is made. Immutable: each method gives other options.
 *
 * <pre>{@code
 * try (Pool pool = Pool.with(PoolOptions.create()
 *         .workers(4).heap("512m").initializer(DbTargets.open(url)).tasksPerWorker(1_000))) { … }
 * }</pre>
 */
public final class PoolOptions {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Where the tasks run. */
    enum Place {
        PROCESSES,
        THREADS,
        CALLER
    }

    private Place place = Place.PROCESSES;
    private int workers = Processes.cpuCount();
    private @Nullable String name;
    private @Nullable Task<?> initializer;
    private int tasksPerWorker = Integer.MAX_VALUE;
    private @Nullable String heap;
    private List<String> jvmArgs = List.of();
    private Map<String, String> environment = Map.of();
    private long memoryBytes = Long.MAX_VALUE;
    private Duration idleTimeout = FOR_EVER;
    private int queueCapacity = Integer.MAX_VALUE;
    private Duration startTimeout = Duration.ofSeconds(60);
    private Duration closeTimeout = Duration.ofHours(1);
    private Duration grace = Duration.ofSeconds(1);
    private int restarts = -1;
    private Duration restartPeriod = Duration.ofSeconds(10);
    private Executor callbacks = ForkJoinPool.commonPool();
    private Output output = Output.AUTO.prefixed();

    private PoolOptions() {}

    /** As many workers as this process has processors, and nothing else out of the ordinary. */
    public static PoolOptions create() {
        return new PoolOptions();
    }

    private PoolOptions copy() {
        PoolOptions copy = new PoolOptions();
        copy.place = place;
        copy.workers = workers;
        copy.name = name;
        copy.initializer = initializer;
        copy.tasksPerWorker = tasksPerWorker;
        copy.heap = heap;
        copy.jvmArgs = jvmArgs;
        copy.environment = environment;
        copy.memoryBytes = memoryBytes;
        copy.idleTimeout = idleTimeout;
        copy.queueCapacity = queueCapacity;
        copy.startTimeout = startTimeout;
        copy.closeTimeout = closeTimeout;
        copy.grace = grace;
        copy.restarts = restarts;
        copy.restartPeriod = restartPeriod;
        copy.callbacks = callbacks;
        copy.output = output;
        return copy;
    }

    private static int positive(String what, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " " + value + " is not positive");
        }
        return value;
    }

    private static Duration positive(String what, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(what + " " + value + " is not positive");
        }
        return value;
    }

    /** How many processes run tasks at the same time, at most; by default as many as there are processors. */
    public PoolOptions workers(int workers) {
        PoolOptions copy = copy();
        copy.workers = positive("a pool's number of workers", workers);
        return copy;
    }

    /** The pool's name, which its workers' begin with; by default {@code pool-1}. */
    public PoolOptions name(String name) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name '" + name + "' is empty or has control characters: give a printable one");
        }
        PoolOptions copy = copy();
        copy.name = name;
        return copy;
    }

    /**
     * A task that each worker runs first. If it fails or takes longer than its timeout (or {@link #startTimeout}), so does the
     * pool, at once, with what was thrown.
     */
    public PoolOptions initializer(Task<?> initializer) {
        PoolOptions copy = copy();
        copy.initializer = Objects.requireNonNull(initializer, "initializer");
        return copy;
    }

    /** After so many tasks a worker is replaced by a new process: Python's {@code maxtasksperchild}. */
    public PoolOptions tasksPerWorker(int tasks) {
        PoolOptions copy = copy();
        copy.tasksPerWorker = positive("the number of tasks of a worker", tasks);
        return copy;
    }

    /**
     * The largest heap of each worker, as in {@code -Xmx}. By default seven tenths of what the memory limit leaves beside this
     * process's heap, divided by the number of workers.
     */
    public PoolOptions heap(String heap) {
        PoolOptions copy = copy();
        copy.heap = Objects.requireNonNull(heap, "heap");
        return copy;
    }

    /** Further options for the workers' JVMs. Repeated calls add up. */
    public PoolOptions jvmArgs(String... jvmArgs) {
        PoolOptions copy = copy();
        copy.jvmArgs = new ArrayList<>(this.jvmArgs);
        copy.jvmArgs.addAll(Arrays.asList(jvmArgs));
        return copy;
    }

    /** Sets a variable of the workers' environment, which is otherwise this process's. */
    public PoolOptions env(String variable, String value) {
        PoolOptions copy = copy();
        copy.environment = new LinkedHashMap<>(environment);
        copy.environment.put(Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
        return copy;
    }

    /**
     * A worker that has more memory of its own than this, in bytes, is replaced when it has finished its task. Counted is what no
     * other process shares (the kernel's {@code RssAnon}), heap and native memory alike; looked at five times a second; Linux
     * only.
     */
    public PoolOptions memoryLimit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a worker's memory limit of " + bytes + " bytes is not positive");
        }
        PoolOptions copy = copy();
        copy.memoryBytes = bytes;
        return copy;
    }

    /** A worker that has had nothing to do for so long ends, until there is something again. By default workers stay. */
    public PoolOptions idleTimeout(Duration timeout) {
        PoolOptions copy = copy();
        copy.idleTimeout = positive("an idle timeout of", timeout);
        return copy;
    }

    /**
     * How many submitted tasks may wait for a worker; one more is refused with
     * {@link dev.offspring.error.TaskRejectedException}. {@code map} and its kin keep back what they read by themselves. By default
     * as many as memory holds.
     */
    public PoolOptions queueCapacity(int tasks) {
        PoolOptions copy = copy();
        copy.queueCapacity = positive("a queue's capacity of", tasks);
        return copy;
    }

    /** How long a worker may take to start and to run the initialiser; by default a minute. */
    public PoolOptions startTimeout(Duration timeout) {
        PoolOptions copy = copy();
        copy.startTimeout = positive("a start timeout of", timeout);
        return copy;
    }

    /** How long {@link Pool#close} lets tasks go on, before it ends them; by default an hour. */
    public PoolOptions closeTimeout(Duration timeout) {
        PoolOptions copy = copy();
        copy.closeTimeout = positive("a close timeout of", timeout);
        return copy;
    }

    /** How long a task that is cancelled or out of time may go on after it was interrupted, before its worker is killed; 1 s. */
    public PoolOptions grace(Duration grace) {
        PoolOptions copy = copy();
        copy.grace = positive("a grace of", grace);
        return copy;
    }

    /**
     * How many workers may be replaced, because they died by themselves, within a period of time, before the pool gives up with
     * {@link dev.offspring.error.PoolFailedException}; by default 200 for each worker within ten seconds. Workers that were ended
     * for a timeout, by {@code cancel} or at the end of their time do not count.
     */
    public PoolOptions restarts(int most, Duration period) {
        if (most < 0) {
            throw new IllegalArgumentException("a number of restarts of " + most + " is negative: 0 means none");
        }
        PoolOptions copy = copy();
        copy.restarts = most;
        copy.restartPeriod = positive("a period of restarts of", period);
        return copy;
    }

    /**
     * What runs the stages that depend on a {@link TaskFuture} and do not name an executor; by default the common pool. Never a
     * thread that the pool needs.
     */
    public PoolOptions callbacks(Executor executor) {
        PoolOptions copy = copy();
        copy.callbacks = Objects.requireNonNull(executor, "executor");
        return copy;
    }

    /** Where the workers' output goes; by default through this process, with the worker's name before each line. */
    public PoolOptions output(Output output) {
        PoolOptions copy = copy();
        copy.output = Objects.requireNonNull(output, "output");
        return copy;
    }

    /**
     * For debugging and tests: no processes. Tasks run on this many threads of this JVM; arguments and results are encoded all the
     * same. There is no isolation: nothing is killed, and a task that has begun is only interrupted.
     */
    public PoolOptions threads(int threads) {
        PoolOptions copy = workers(threads);
        copy.place = Place.THREADS;
        return copy;
    }

    /** As {@link #threads}, but each task runs at once, on the thread that gives it to the pool. */
    public PoolOptions inline() {
        PoolOptions copy = workers(1);
        copy.place = Place.CALLER;
        return copy;
    }

    Place place() {
        return place;
    }

    int workers() {
        return workers;
    }

    /** With a name, if they had none. */
    PoolOptions named() {
        return name != null ? this : name("pool-" + NUMBERS.incrementAndGet());
    }

    String name() {
        return Objects.requireNonNull(name, "only a pool's own options have a name for certain");
    }

    @Nullable
    Task<?> initializer() {
        return initializer;
    }

    int tasksPerWorker() {
        return tasksPerWorker;
    }

    @Nullable
    String heap() {
        return heap;
    }

    List<String> jvmArgs() {
        return jvmArgs;
    }

    Map<String, String> environment() {
        return environment;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    int queueCapacity() {
        return queueCapacity;
    }

    Duration startTimeout() {
        return startTimeout;
    }

    Duration closeTimeout() {
        return closeTimeout;
    }

    Duration grace() {
        return grace;
    }

    Executor callbacks() {
        return callbacks;
    }

    Output output() {
        return output;
    }

    Budget budget() {
        int most = restarts >= 0 ? restarts : (int) Math.min(Integer.MAX_VALUE, 200L * workers);
        return new Budget(most, restartPeriod);
    }

    /** Whether workers must be looked at now and then. */
    boolean watches() {
        return memoryBytes != Long.MAX_VALUE || !idleTimeout.equals(FOR_EVER);
    }
}
