package dev.offspring.pool;

import java.util.List;

/** What a pool has done so far. Used under its engine's lock. */
final class Tally {
    private final Durations durations = new Durations();
    private long completed;
    private long failed;
    private long restarts;
    private long timeouts;

    /** So many tasks took so long each. */
    void took(long nanos, int tasks, boolean returned) {
        durations.add(nanos, tasks);
        if (returned) {
            completed += tasks;
        } else {
            failed += tasks;
        }
    }

    /** A task has died with its worker. */
    void lost() {
        failed++;
    }

    void timedOut() {
        timeouts++;
    }

    /** How many there are now. */
    long restarted() {
        return ++restarts;
    }

    PoolStats stats(long active, long queued, List<WorkerStats> workers) {
        return new PoolStats(
                active,
                queued,
                completed,
                failed,
                restarts,
                timeouts,
                durations.percentile(0.5),
                durations.percentile(0.99),
                List.copyOf(workers));
    }
}
