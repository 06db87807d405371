package dev.offspring.sync;

import static dev.offspring.sync.ConditionLayout.NEXT_TICKET;
import static dev.offspring.sync.ConditionLayout.PERMITS;
import static dev.offspring.sync.ConditionLayout.SIGNALLED_BELOW;
import static dev.offspring.sync.ConditionLayout.WAITING;

import dev.offspring.error.OwnerDiedException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Cause;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link java.util.concurrent.locks.Condition} of a {@link Lock}: any thread of any process of the session may wait and
 * signal, and must hold the lock for it. Made by {@link Lock#newCondition()}.
 *
 * <p>However often the thread holds the lock: {@code await} gives it up altogether, and takes it back as often before it
 * returns or throws. A signal goes to one of those who wait at that moment, in no promised order, and never to one that comes
 * later. A wait may end for no reason, as everywhere: await in a loop.
 *
 * <p><b>Death.</b> A signal whose receiver dies before it has the lock back goes to another within 200 ms. If the process that
 * holds the lock dies, one of those who wait takes the lock over and gets {@link OwnerDiedException} <em>holding it</em>, so
 * that its {@code finally} is right; the others go on waiting.
 *
 * <p>It may be an argument of a target, and a part of one; its lock travels with it.
 */
public final class Condition implements java.util.concurrent.locks.Condition, AutoCloseable {
    private final Lock lock;
    private final Mutex mutex;
    private final Block block;
    private final MemorySegment bytes;
    private final Gate signals;
    private final Shares shares;

    Condition(Lock lock, Block block) {
        this.lock = lock;
        this.mutex = lock.mutex();
        this.block = block;
        this.bytes = block.segment();
        this.signals = new Gate(block, ConditionLayout.SIGNALS);
        this.shares = new Shares(block, ConditionLayout.SHARES);
    }

    static Condition of(Lock lock) {
        lock.mutex().block().check();
        return new Condition(lock, Session.current().allocate(Kinds.CONDITION, ConditionLayout.BYTES));
    }

    /** The lock that it belongs to. */
    public Lock lock() {
        return lock;
    }

    @Override
    public void await() throws InterruptedException {
        sleep(Waiting.FOREVER, true);
    }

    @Override
    public void awaitUninterruptibly() {
        try {
            sleep(Waiting.FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadline = System.nanoTime() + Math.max(0, nanosTimeout);
        sleep(Math.max(0, nanosTimeout), true);
        return nanosTimeout <= 0 ? nanosTimeout : deadline - System.nanoTime();
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return sleep(Math.max(0, unit.toNanos(time)), true);
    }

    /** As {@link #await(long, TimeUnit)}. */
    public boolean await(Duration timeout) throws InterruptedException {
        return sleep(Timeouts.nanos(timeout), true);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the interface's
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long millis = deadline.getTime() - System.currentTimeMillis();
        return sleep(Math.max(0, TimeUnit.MILLISECONDS.toNanos(millis)), true);
    }

    private boolean sleep(long timeoutNanos, boolean interruptible) throws InterruptedException {
        requireLock();
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        long deadline = System.nanoTime() + timeoutNanos;
        int ticket = enter();
        int again = mutex.unlockAll();
        InterruptedException interrupt = null;
        while (true) {
            try {
                signals.await(
                        value -> isSignalled(ticket),
                        deadline,
                        interruptible,
                        () -> mutex.isClosed() || mutex.isOrphaned(),
                        Cause.ANYTHING);
            } catch (InterruptedException e) {
                interrupt = e;
            } finally {
                relock(ticket, again);
            }
            if (take(ticket)) {
                if (interrupt != null) {
                    Thread.currentThread().interrupt(); // the signal came first
                }
                return true;
            }
            if (interrupt != null || deadline - System.nanoTime() <= 0) {
                leave();
                if (interrupt != null) {
                    throw interrupt;
                }
                return false;
            }
            mutex.unlockAll(); // the signal was for this thread, but another has taken it
        }
    }

    private void relock(int ticket, int again) {
        try {
            mutex.lockAll(again);
        } catch (OwnerDiedException died) {
            if (!take(ticket)) {
                leave();
            }
            throw died;
        }
    }

    /** Among those who wait, with the lock held: its ticket. */
    private int enter() {
        int ticket = get(NEXT_TICKET);
        set(NEXT_TICKET, ticket + 1);
        set(WAITING, get(WAITING) + 1);
        shares.add(1);
        return ticket;
    }

    /** Takes a permit, with the lock held, if there is one for this ticket. */
    private boolean take(int ticket) {
        if (!isSignalled(ticket)) {
            return false;
        }
        set(PERMITS, get(PERMITS) - 1);
        leave();
        return true;
    }

    private void leave() {
        shares.subtract(1);
        set(WAITING, Math.max(0, get(WAITING) - 1));
        set(PERMITS, Math.min(get(PERMITS), get(WAITING)));
    }

    private boolean isSignalled(int ticket) {
        return get(PERMITS) > 0 && ticket - get(SIGNALLED_BELOW) < 0;
    }

    @Override
    public void signal() {
        requireLock();
        int waiting = get(WAITING);
        int permits = get(PERMITS);
        if (permits > 0) {
            // Some have not been taken yet, perhaps by those who died in their sleep.
            waiting = Math.min(waiting, shares.sum());
            set(WAITING, waiting);
        }
        if (waiting > 0) {
            int more = Math.min(permits + 1, waiting);
            set(SIGNALLED_BELOW, get(NEXT_TICKET));
            set(PERMITS, more);
            signals.bump(more == waiting ? Integer.MAX_VALUE : 1);
        }
    }

    @Override
    public void signalAll() {
        requireLock();
        int waiting = get(WAITING);
        if (waiting > 0) {
            set(SIGNALLED_BELOW, get(NEXT_TICKET));
            set(PERMITS, waiting);
            signals.bump(Integer.MAX_VALUE);
        }
    }

    private void requireLock() {
        block.check();
        mutex.requireMine();
    }

    private int get(long field) {
        return Words.getInt(bytes, field);
    }

    private void set(long field, int value) {
        Words.setInt(bytes, field, value);
    }

    /** Closes it for all processes; those who wait get an exception. Its lock stays. Twice is harmless. */
    @Override
    public void close() {
        int last = signals.lastWord();
        block.close();
        signals.wakeForGood(last);
    }

    Block block() {
        return block;
    }

    /** Equal are handles of the same condition. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition condition && condition.block.handle().equals(block.handle());
    }

    @Override
    public int hashCode() {
        return block.handle().hashCode();
    }

    @Override
    public String toString() {
        String state = block.isOpen() ? "waiting=" + get(WAITING) : "closed";
        return "Condition@" + Long.toHexString(block.handle().offset()) + "[" + state + "] of " + lock;
    }
}
