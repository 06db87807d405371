package dev.offspring.memory;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Runs what an interrupt must not reach: a {@code FileChannel} whose thread is interrupted is closed for everyone, and
 * with it would go the locks by which others know that this process lives.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** What {@code work} gives, run on a thread that nobody knows; what it throws is thrown here. */
    static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "offspring-session");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (java.util.concurrent.ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
