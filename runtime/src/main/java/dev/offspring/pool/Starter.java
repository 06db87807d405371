package dev.offspring.pool;

import dev.offspring.os.MemoryLimit;
import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ForPools;
import dev.offspring.process.Task;
import dev.offspring.wire.Encoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a crew's processes. */
final class Starter {

    /** Of the memory that this process leaves, the workers' heaps may have so much together. */
    private static final double HEAPS = 0.7;

    private static final long LEAST_HEAP = 64L << 20;
    private static final String LOGGING = "java.util.logging.config.class";

    private final PoolOptions options;
    private @Nullable String heap;

    Starter(PoolOptions options) {
        this.options = options;
        this.heap = options.heap();
        Job ignored = initialiser(); // what cannot be encoded is said when the pool is made
    }

    /** The job that a worker runs first; null if there is none. */
    @Nullable
    Job initialiser() {
        Task<?> task = options.initializer();
        if (task == null) {
            return null;
        }
        try (Encoder encoder = new Encoder()) {
            return Job.of(task, encoder, null, Nobody.INSTANCE, null);
        }
    }

    /** How long the initialiser may run. */
    Duration initialiserTimeout() {
        Task<?> task = options.initializer();
        Duration limit = task == null ? null : ForPools.timeout(task);
        return limit == null ? options.startTimeout() : limit;
    }

    private enum Nobody implements Job.Sink {
        INSTANCE;

        @Override
        public void completed(List<Answer> answers) {}
    }

    WorkerLink link(WorkerProcess worker) {
        return WorkerLink.create(worker.name());
    }

    ChildProcess<?> start(WorkerProcess worker, WorkerLink link) {
        ChildBuilder<@Nullable Void> builder = WorkerMain.TARGET
                .call(worker.setup(link, options.name()))
                .process()
                .name(worker.name())
                .daemon(true)
                .heap(heap())
                .output(options.output());
        if (System.getProperty(LOGGING) == null) {
            builder.jvmArgs("-D" + LOGGING + "=" + WorkerLogging.class.getName());
        }
        builder.jvmArgs(options.jvmArgs().toArray(new String[0]));
        options.environment().forEach(builder::env);
        return builder.start();
    }

    private synchronized String heap() {
        String known = heap;
        if (known == null) {
            long limit = MemoryLimit.bytes();
            long parent = Runtime.getRuntime().maxMemory();
            long each = Math.max(LEAST_HEAP, (long) ((limit - parent) * HEAPS / options.workers()));
            known = (each >> 20) + "m";
            heap = known;
            String said = options.name() + ": each of " + options.workers() + " workers may have a heap of " + known
                    + " (memory limit " + (limit >> 20) + " MiB, heap of this process " + (parent >> 20)
                    + " MiB); heap(...) says otherwise";
            // Not now: to set up logging takes longer than to start a process.
            ForPools.after(Duration.ofSeconds(1), () -> Log.LOGGER.log(System.Logger.Level.DEBUG, said));
        }
        return known;
    }

    /** What a worker that is ready says. */
    static long nanos(byte[] ready) {
        return ready.length < Long.BYTES
                ? 0
                : ByteBuffer.wrap(ready).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
