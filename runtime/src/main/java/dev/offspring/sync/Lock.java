package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reentrant lock between all threads of all processes of the session.
 *
 * <pre>{@code
 * try (var _ = door.hold()) {
 *     …
 * }
 * }</pre>
 *
 * <p>Its methods are those of {@link java.util.concurrent.locks.Lock} and {@link java.util.concurrent.locks.ReentrantLock};
 * any thread of any process may call them. What a thread did before it unlocked is visible to whoever locks next. It may be
 * an argument of a target, a part of one, and {@code @Shared static}. After {@link #close()} by any process, every operation
 * throws {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p><b>Order.</b> None is promised, and a thread that comes may overtake those who sleep; but once one of them has been woken
 * in vain and has waited for more than a millisecond, those who come line up behind the sleepers: nobody starves.
 *
 * <p><b>Death.</b> If the process that holds it ends, however it ends, then what the lock guards may be half changed. All who
 * wait for it, or come later, get {@link dev.offspring.error.OwnerDiedException} within 200 ms, and without the lock, until
 * one of them has called {@link #recover()} with success. A <em>thread</em> that ends without unlocking holds the lock until
 * its process ends, as in {@code java.util.concurrent}. A process that is stopped lives: from it only {@link #breakLock()}
 * takes the lock.
 */
public final class Lock implements java.util.concurrent.locks.Lock, AutoCloseable {
    /** A lock as held by the thread that asked for it: closing unlocks. */
    @FunctionalInterface
    public interface Held extends AutoCloseable {
        /** Unlocks. */
        @Override
        void close();
    }

    private final Mutex mutex;
    private final Held held = this::unlock;
    private boolean published;

    private Lock(Mutex mutex, boolean published) {
        this.mutex = mutex;
        this.published = published;
    }

    /** A new lock that nobody holds. */
    public static Lock create() {
        return new Lock(new Mutex(Session.current().allocate(Kinds.LOCK, 0), new Hold()), false);
    }

    /** The lock that belongs to a block; for the runtime's own packages. */
    public static Lock guardOf(Block block) {
        return new Lock(new Mutex(block, Hold.of(block.handle())), true);
    }

    /** Locks, waiting for as long as another thread has it. */
    @Override
    public void lock() {
        mutex.lock();
    }

    /** Locks, and gives what unlocks: for try-with-resources. */
    public Held hold() {
        mutex.lock();
        return held;
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        mutex.lockInterruptibly();
    }

    @Override
    public boolean tryLock() {
        return mutex.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return mutex.tryLock(Math.max(0, unit.toNanos(time)));
    }

    /** As {@link #tryLock(long, TimeUnit)}. */
    public boolean tryLock(Duration timeout) throws InterruptedException {
        return mutex.tryLock(Timeouts.nanos(timeout));
    }

    /**
     * Unlocks once.
     *
     * @throws IllegalMonitorStateException if this thread does not hold it; also if it did, was stopped, and another process
     *     has broken the lock meanwhile. Nothing is changed.
     */
    @Override
    public void unlock() {
        mutex.unlock();
    }

    /** A new condition of this lock. Close it when it is not needed any more. */
    @Override
    public Condition newCondition() {
        return Condition.of(this);
    }

    /**
     * Takes the lock over from an owner that died. Whoever gets true holds the lock, must see to what it guards, and unlocks.
     *
     * @return false if there is nothing to recover: it is free, its owner lives, or another thread was faster; then
     *     {@link #lock()} as usual
     */
    public boolean recover() {
        return mutex.recover();
    }

    /**
     * Takes the lock from whoever holds it, dead, stopped or running; this thread holds it then. The old owner is not told
     * until it unlocks, which fails; until then it may go on changing what the lock guards. So the lock gives a number that
     * rises with each break: send it along with what you write elsewhere, and have a lower one refused there.
     *
     * @return the fencing token of this thread: higher than that of every owner before
     * @throws IllegalStateException if this thread holds the lock itself
     */
    public long breakLock() {
        return mutex.breakLock();
    }

    /**
     * How often the lock had been recovered or broken when this thread got it: see {@link #breakLock()}.
     *
     * @throws IllegalMonitorStateException if this thread does not hold it any more
     */
    public long fencingToken() {
        return mutex.token();
    }

    /** Whether any thread of any process holds it. */
    public boolean isLocked() {
        mutex.block().check();
        return !mutex.isFree();
    }

    /** Whether this thread holds it. */
    public boolean isHeldByCurrentThread() {
        mutex.block().check();
        return mutex.isMine();
    }

    /** How often this thread holds it. */
    public int getHoldCount() {
        mutex.block().check();
        return mutex.depth();
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. A guard stays. Twice is harmless. */
    @Override
    public void close() {
        if (!isGuard()) {
            mutex.close();
        }
    }

    Mutex mutex() {
        return mutex;
    }

    /** What travels. From now on this lock may come back. */
    Handle handle() {
        if (!published) {
            mutex.hold().publish(mutex.block().handle());
            published = true;
        }
        return mutex.block().handle();
    }

    private boolean isGuard() {
        return mutex.block().handle().kind() != Kinds.LOCK;
    }

    /** Equal are handles of the same lock. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lock lock
                && lock.mutex.block().handle().equals(mutex.block().handle());
    }

    @Override
    public int hashCode() {
        return mutex.block().handle().hashCode();
    }

    /** {@code Lock@21080[unlocked]}, {@code Lock@21080[held by pid 4711, thread 1]}. */
    @Override
    public String toString() {
        return "Lock@" + Long.toHexString(mutex.block().handle().offset()) + mutex.state();
    }
}
