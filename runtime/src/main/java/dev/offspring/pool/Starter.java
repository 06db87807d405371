package dev.offspring.pool;

import dev.offspring.os.MemoryLimit;
import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;
import dev.offspring.wire.Encoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a crew's processes. */
final class Starter {
    private static final System.Logger LOG = System.getLogger("dev.offspring.pool");

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

    private enum Nobody implements Job.Sink {
        INSTANCE;

        @Override
        public void completed(List<Job> jobs) {}
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
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "{0}: each of {1} workers may have a heap of {2} (memory limit {3} MiB, this process''s heap {4} MiB);"
                            + " heap(...) says otherwise",
                    options.name(),
                    options.workers(),
                    known,
                    limit >> 20,
                    parent >> 20);
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
