package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Cause;
import dev.offspring.memory.Waiting.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Permits for all processes of the session; the methods are those of {@link java.util.concurrent.Semaphore}.
 *
 * <p>Any thread of any process may call them. What a thread did before it released is visible to whoever acquires what it
 * released. It may be an argument of a target, a part of one, and {@code @Shared static}. After {@link #close()} by any
 * process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p><b>Order.</b> None is promised, but nobody starves: a thread that has waited for some milliseconds, also for many permits
 * at once, gets its turn, and until it has what it needs the others leave the permits to it.
 *
 * <p><b>Death.</b> Of a semaphore by {@link #create} anybody may release, and a process that dies has released nothing. The
 * permits of one by {@link #owned} belong to the process that acquired them: only it may release them, and those of a process
 * that died come back within 200 ms to whoever waits for them.
 */
public final class Semaphore implements AutoCloseable {
    private final Block block;
    private final Permits permits;
    private final Gate releases;
    private final Turn turn;

    Semaphore(Block block) {
        this.block = block;
        this.permits = block.handle().kind() == Kinds.OWNED_SEMAPHORE
                ? Permits.Owned.of(block)
                : new Permits.Plain(block.segment());
        this.releases = new Gate(block, SemaphoreLayout.RELEASES);
        this.turn = new Turn(block, SemaphoreLayout.TURN);
    }

    /**
     * A new one with so many permits, which anybody may release.
     *
     * @throws IllegalArgumentException if {@code permits} is negative
     */
    public static Semaphore create(int permits) {
        return create(permits, Kinds.SEMAPHORE, SemaphoreLayout.PLAIN_BYTES);
    }

    /**
     * A new one with so many permits, which belong to the process that has acquired them.
     *
     * @throws IllegalArgumentException if {@code permits} is negative
     */
    public static Semaphore owned(int permits) {
        return create(permits, Kinds.OWNED_SEMAPHORE, SemaphoreLayout.OWNED_BYTES);
    }

    private static Semaphore create(int permits, int kind, long bytes) {
        if (permits < 0) {
            throw new IllegalArgumentException("permits=" + permits + " is negative");
        }
        Block block = Session.current().allocate(kind, bytes);
        Words.setInt(block.segment(), SemaphoreLayout.NUMBER, permits);
        return new Semaphore(block);
    }

    /** Takes a permit, waiting for one. */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /** Takes so many permits at once, waiting for them. */
    public void acquire(int count) throws InterruptedException {
        take(count, Waiting.FOREVER, true);
    }

    /** As {@link #acquire()}, whatever interrupts there are. */
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /** As {@link #acquire(int)}, whatever interrupts there are. */
    public void acquireUninterruptibly(int count) {
        try {
            take(count, Waiting.FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    /** Takes a permit if one is there. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Takes so many permits if they are there; those who wait for their turn have no precedence. */
    public boolean tryAcquire(int count) {
        check(count);
        return permits.take(count) || (permits.takeBack() && permits.take(count));
    }

    /** Takes a permit, waiting for a while: false if there was none in that time. */
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return take(1, Math.max(0, unit.toNanos(timeout)), true);
    }

    /** Takes so many permits, waiting for a while: false if they were not there in that time. */
    public boolean tryAcquire(int count, long timeout, TimeUnit unit) throws InterruptedException {
        return take(count, Math.max(0, unit.toNanos(timeout)), true);
    }

    /** As {@link #tryAcquire(long, TimeUnit)}. */
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return take(1, Timeouts.nanos(timeout), true);
    }

    private boolean take(int count, long timeoutNanos, boolean interruptible) throws InterruptedException {
        check(count);
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (turn.isNobodys() && permits.take(count)) {
            return true;
        }
        boolean taken = false;
        Turn.Place place = turn.queue(count);
        try {
            taken = await(count, place, System.nanoTime() + timeoutNanos, interruptible);
            return taken;
        } finally {
            if (place.leave()) {
                releases.bump(Integer.MAX_VALUE); // all have waited for that
            } else if (!taken || permits.available() > 0) {
                releases.passOn(1); // there may be something for another, and this thread has had its wake
            }
        }
    }

    private boolean await(int count, Turn.Place place, long deadline, boolean interruptible)
            throws InterruptedException {
        while (true) {
            int seen = releases.value();
            if (place.mayTake(permits) && permits.take(count)) {
                return true;
            }
            place.claimTurn();
            Outcome outcome = releases.await(
                    value -> value != seen || (place.mayTake(permits) && permits.available() >= count),
                    deadline,
                    interruptible,
                    () -> isThereNews(place),
                    Cause.DEATH);
            if (outcome == Outcome.TIMED_OUT) {
                return place.mayTake(permits) && permits.take(count);
            }
        }
    }

    /** After each slice. What comes back from the dead is for others too. */
    private boolean isThereNews(Turn.Place place) {
        if (permits.takeBack()) {
            releases.bump(Integer.MAX_VALUE);
        }
        return place.isToLook(permits);
    }

    /** Gives a permit back, or adds one. */
    public void release() {
        release(1);
    }

    /**
     * Gives so many permits back, or adds them.
     *
     * @throws IllegalMonitorStateException if the semaphore is an owned one, and this process has fewer
     */
    public void release(int count) {
        check(count);
        permits.give(count);
        releases.bumpIfSlept(turn.isNobodys() ? count : Integer.MAX_VALUE);
    }

    /** How many permits are there at this moment. */
    public int availablePermits() {
        block.check();
        return permits.available();
    }

    /** Takes all permits that are there; how many. */
    public int drainPermits() {
        block.check();
        while (true) {
            int available = permits.available();
            if (available == 0 || permits.take(available)) {
                return available;
            }
        }
    }

    private void check(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("permits=" + count + " is negative");
        }
        block.check();
    }

    /** Closes it for all processes; those who wait get an exception. Twice is harmless. */
    @Override
    public void close() {
        int last = releases.lastWord();
        block.close();
        releases.wakeForGood(last);
    }

    Block block() {
        return block;
    }

    /** Equal are handles of the same semaphore. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Semaphore semaphore && semaphore.block.handle().equals(block.handle());
    }

    @Override
    public int hashCode() {
        return block.handle().hashCode();
    }

    @Override
    public String toString() {
        String state = block.isOpen() ? "permits=" + permits.available() : "closed";
        return "Semaphore@" + Long.toHexString(block.handle().offset()) + "[" + state + "]";
    }
}
