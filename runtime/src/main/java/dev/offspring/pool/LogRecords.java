package dev.offspring.pool;

import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Log records of workers, which are logged here on a thread of their own: a handler of the user's may take its time, or wait for
 * something, and no worker waits for it. What comes when too many wait is lost, and that is logged.
 */
final class LogRecords {
    private static final int MOST = 1_000;
    private static final long IDLE_SECONDS = 5;
    private static final AtomicLong LOST = new AtomicLong();
    private static final ThreadPoolExecutor THREAD = new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST),
            Thread.ofPlatform().daemon().name("offspring-worker-logs").factory(),
            (record, executor) -> LOST.incrementAndGet());

    private LogRecords() {}

    /** Logs it soon. */
    static void add(String worker, byte[] record) {
        THREAD.execute(() -> {
            WorkerLogs.log(worker, record);
            long lost = LOST.getAndSet(0);
            if (lost > 0) {
                Log.LOGGER.log(
                        Level.WARNING,
                        "{0} log records of workers are lost: they came faster than they were logged",
                        lost);
            }
        });
    }

    /** Waits until what was added before is logged, at most so long. */
    static void settle(long nanos) throws InterruptedException {
        long since = System.nanoTime();
        long all = THREAD.getTaskCount();
        while (THREAD.getCompletedTaskCount() < all && System.nanoTime() - since < nanos) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
