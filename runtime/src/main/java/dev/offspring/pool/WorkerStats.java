package dev.offspring.pool;

import java.time.Duration;
import java.util.List;

/**
 * What a worker has done so far.
 *
 * @param name such as {@code thumbs-2}
 * @param pid its process id; 0 while it is being started
 * @param starting from the start of its process until it could run its first task, the initialiser included
 * @param initialising the part of that which the initialiser took
 * @param working how long it has run tasks
 * @param waiting how long it had nothing to do
 * @param tasks how many it has finished
 * @param slowest those that took longest, longest first
 */
public record WorkerStats(
        String name,
        long pid,
        Duration starting,
        Duration initialising,
        Duration working,
        Duration waiting,
        long tasks,
        List<SlowTask> slowest) {

    /** A task and how long it took. */
    public record SlowTask(String task, Duration took) {}
}
