package dev.offspring.pool;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a worker has done so far, and how long that took. Used under the crew's lock. */
final class Career {
    private final long createdNanos = System.nanoTime();
    private final Slowest slowest = new Slowest();
    private long tasksDone;
    private long workingNanos;
    private long initialisingNanos;
    private long readyNanos;
    private long idleSince = createdNanos;

    /** The initialiser has returned. */
    void ready(long tookNanos) {
        readyNanos = System.nanoTime();
        idleSince = readyNanos;
        initialisingNanos = tookNanos;
    }

    boolean isReady() {
        return readyNanos != 0;
    }

    /** So many tasks took so long each, from this one on. */
    void took(Task<?> first, long nanos, int count) {
        tasksDone += count;
        workingNanos += nanos * count;
        slowest.add(first, nanos);
    }

    /** It has nothing to do. */
    void isIdle() {
        idleSince = System.nanoTime();
    }

    /** Since when it has had nothing to do, if it has not. */
    long idleSince() {
        return idleSince;
    }

    /** From its making until it was ready; so far, if it is not. */
    long startingNanos() {
        return (isReady() ? readyNanos : System.nanoTime()) - createdNanos;
    }

    WorkerStats stats(String name, @Nullable ChildProcess<?> process) {
        long waiting = isReady() ? Math.max(0, System.nanoTime() - readyNanos - workingNanos) : 0;
        return new WorkerStats(
                name,
                process == null ? 0 : process.pid(),
                Duration.ofNanos(startingNanos()),
                Duration.ofNanos(initialisingNanos),
                Duration.ofNanos(workingNanos),
                Duration.ofNanos(waiting),
                tasksDone,
                slowest.list());
    }
}
