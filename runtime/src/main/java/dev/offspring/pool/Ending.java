package dev.offspring.pool;

import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.process.Task;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a crew takes tasks and runs them, and why not. Used under the crew's lock, but for waiting.
 *
 * <pre>
 *  OPEN ─shutdown()─► SHUT_DOWN ─all is done──────────────────┐
 *    └─────shutdownNow(), failed────┴─► STOPPED ─all are gone─┴─► terminated
 * </pre>
 */
final class Ending {
    private enum State {
        OPEN,
        SHUT_DOWN,
        STOPPED
    }

    private final String pool;
    private final Pending pending;
    private final Seats seats;
    private final CountDownLatch terminated = new CountDownLatch(1);
    private State state = State.OPEN;
    private @Nullable PoolFailedException failure;

    Ending(String pool, Pending pending, Seats seats) {
        this.pool = pool;
        this.pending = pending;
        this.seats = seats;
    }

    /**
     * It takes tasks.
     *
     * @throws PoolFailedException if it has given up
     * @throws TaskRejectedException if it is shut down
     */
    void checkOpen(Job job) {
        PoolFailedException why = failure;
        if (why != null) {
            throw new PoolFailedException(String.valueOf(why.getMessage()), why.causes());
        }
        if (state != State.OPEN) {
            throw new TaskRejectedException(pool + " is shut down, and does not take " + job + ": make another pool");
        }
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether it finishes what there is, and there is nothing that waits. */
    boolean isFinishing() {
        return state == State.SHUT_DOWN && pending.isEmpty();
    }

    /** Whether it runs nothing any more. */
    boolean isStopped() {
        return state == State.STOPPED;
    }

    /** It takes no more. */
    void shutDown() {
        if (state == State.OPEN) {
            state = State.SHUT_DOWN;
        }
    }

    /** The pool has failed: all that was given to it fails as well. */
    void fail(String message, List<Throwable> causes, List<Answer> deliveries) {
        if (state == State.STOPPED) {
            return;
        }
        failure = new PoolFailedException(message, causes);
        stop(task -> new PoolFailedException(message, causes), deliveries);
    }

    /** It runs nothing any more: what there is has no result, and all workers are killed. */
    void stop(Function<? super Task<?>, RuntimeException> why, List<Answer> deliveries) {
        state = State.STOPPED;
        List<Job> all = pending.clear();
        for (WorkerProcess worker : seats.workers()) {
            worker.addGivenTo(all);
            worker.kill();
        }
        for (Job job : all) {
            if (job.state != Job.State.DONE) {
                job.fail(why, deliveries);
            }
        }
        endIfOver();
    }

    void endIfOver() {
        if (state != State.OPEN && pending.isEmpty() && seats.areEmpty()) {
            terminated.countDown();
        }
    }

    /** Any thread may ask. */
    boolean isOver() {
        return terminated.getCount() == 0;
    }

    /** Any thread may wait, without the lock. */
    boolean await(long nanos) throws InterruptedException {
        return terminated.await(nanos, TimeUnit.NANOSECONDS);
    }
}
