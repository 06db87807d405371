package dev.offspring.pool;

import java.time.Duration;
import java.util.List;

/**
 * What a pool has done so far, and is doing: a picture of one moment.
 *
 * @param active tasks that run
 * @param queued tasks that wait: for a worker, or at one
 * @param completed tasks that have returned
 * @param failed tasks that have thrown, or died with their worker
 * @param restarts workers that were started in the place of others that died
 * @param timeouts tasks that were ended because they ran too long
 * @param median half of the tasks took no longer
 * @param p99 of 100 tasks 99 took no longer
 * @param workers those that are there
 */
public record PoolStats(
        long active,
        long queued,
        long completed,
        long failed,
        long restarts,
        long timeouts,
        Duration median,
        Duration p99,
        List<WorkerStats> workers) {}
