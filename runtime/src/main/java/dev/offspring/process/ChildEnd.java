package dev.offspring.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A child's end, for all who wait for it. It comes in two steps, which are one but where this process ends itself: the child is
 * <i>gone</i>, and that is <i>told</i> ({@link Family#tell}).
 */
final class ChildEnd {
    /** How often the link is looked at for a report: less and less. */
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CountDownLatch gone = new CountDownLatch(1);
    private final CompletableFuture<End> told = new CompletableFuture<>();

    /** The child has ended, and this is how. */
    void is(End how) {
        gone.countDown();
        Family.tell(() -> told.complete(how));
    }

    boolean isTold() {
        return told.isDone();
    }

    /** How it ended; null while that has not been told. */
    @Nullable
    End now() {
        return told.getNow(null);
    }

    End await() throws InterruptedException {
        try {
            return told.get();
        } catch (ExecutionException e) {
            throw never(e);
        }
    }

    /** Waits at most so long; null if it has not been told by then. */
    @Nullable
    End await(long nanos) throws InterruptedException {
        try {
            return told.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw never(e);
        }
    }

    /** As above, but over as soon as the child has reported how its target ended: it may itself end much later. */
    @Nullable
    End awaitReport(ParentLink link, long nanos) throws InterruptedException {
        long last = System.nanoTime() + nanos;
        long look = FIRST_LOOK_NANOS;
        while (!Report.isFinal(link.state())) {
            long left = last - System.nanoTime();
            End how = await(Math.max(0, Math.min(left, look)));
            if (how != null || left <= look) {
                return how;
            }
            look = Math.min(2 * look, LAST_LOOK_NANOS);
        }
        // The process will end by itself; until then the report stands in the link.
        End early = End.reported(link);
        return early.saysNothing() ? await() : early;
    }

    /** Whether it is told within so long. An interrupt of the waiting thread is kept for later: what must be waited for must. */
    boolean awaitUninterruptibly(long nanos) {
        return uninterruptibly(nanos, left -> await(left) != null);
    }

    /** As above, for who ends this process: waits only until the child is gone. */
    boolean awaitGone(long nanos) {
        return uninterruptibly(nanos, left -> gone.await(left, TimeUnit.NANOSECONDS));
    }

    private interface Wait {
        boolean during(long nanos) throws InterruptedException;
    }

    private static boolean uninterruptibly(long nanos, Wait wait) {
        long last = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.during(Math.max(0, last - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs something when it is told. */
    void then(Runnable action) {
        var _ = told.thenRun(action);
    }

    /** A future of its own for each who asks: to complete it changes nothing here. */
    <T> CompletableFuture<T> future(Supplier<T> value) {
        return told.thenApply(ignored -> value.get());
    }

    private static AssertionError never(ExecutionException e) {
        return new AssertionError("a child's end is never exceptional", e);
    }
}
