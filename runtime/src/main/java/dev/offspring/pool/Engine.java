package dev.offspring.pool;

import dev.offspring.process.Task;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What runs a pool's jobs: processes, or for debugging the threads of this one. */
interface Engine {
    /**
     * Takes jobs over; each gets an answer.
     *
     * @param limited whether a full queue refuses them
     * @throws java.util.concurrent.RejectedExecutionException if the pool is shut down, or its queue is full
     */
    void submit(List<Job> jobs, boolean limited);

    /** This thread is about to wait until the job is {@code answered}: it may do so here for some microseconds. */
    default void waitBriefly(Job job, BooleanSupplier answered) {}

    /** Nobody wants these jobs' answers any more: they are not begun, or ended, and get none. */
    void cancel(Collection<Job> jobs);

    /** How many tasks it can make use of at a time. */
    int appetite();

    /** How many tasks should travel together, as a job: {@code wanted} if that is positive and possible. */
    int together(int wanted);

    /** Finishes what there is, and takes no more. */
    void shutdown();

    /** Ends what runs, and takes no more; what was not begun. All get an answer: that they were cancelled. */
    List<Task<?>> shutdownNow();

    boolean isShutdown();

    boolean isTerminated();

    boolean awaitTermination(long nanos) throws InterruptedException;

    PoolStats stats();
}
