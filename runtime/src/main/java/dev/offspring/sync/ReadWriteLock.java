package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reentrant lock that many readers may hold at once, or one writer, between all threads of all processes of the session;
 * the contract is that of {@link java.util.concurrent.locks.ReentrantReadWriteLock}.
 *
 * <p>Any thread of any process may use it. A writer may also read, and keep reading when it has given up writing; a reader
 * that wants to write must give up reading first, and gets an exception, not a deadlock, if it does not. It may be an argument
 * of a target, a part of one, and {@code @Shared static}. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p><b>Order.</b> Once a writer waits, threads that do not read yet wait behind it, in the order of {@link Lock}; so neither
 * readers nor writers starve.
 *
 * <p><b>Death.</b> A reader that dies gives back what it held, within 200 ms. A writer that dies leaves its work half done:
 * as with {@link Lock}, everybody gets {@link dev.offspring.error.OwnerDiedException} until one has called
 * {@link WriteLock#recover()}.
 */
public final class ReadWriteLock implements java.util.concurrent.locks.ReadWriteLock, AutoCloseable {
    /** The payload: a gate, by which readers that go tell the writer that waits; from 64 on the readers of each process. */
    private static final long SHARES = 64;

    private final Mutex mutex;
    private final ReadLock reading;
    private final WriteLock writing;
    private boolean published;

    private ReadWriteLock(Mutex mutex, boolean published) {
        Readers readers = new Readers(mutex, new Gate(mutex.block(), 0), new Shares(mutex.block(), SHARES));
        this.mutex = mutex;
        this.reading = new ReadLock(readers);
        this.writing = new WriteLock(mutex, readers);
        this.published = published;
    }

    /** A new one that nobody holds. */
    public static ReadWriteLock create() {
        Block block = Session.current().allocate(Kinds.READ_WRITE_LOCK, SHARES + Shares.BYTES);
        return new ReadWriteLock(new Mutex(block, new Hold()), false);
    }

    static ReadWriteLock of(Block block) {
        return new ReadWriteLock(new Mutex(block, Hold.of(block.handle())), true);
    }

    @Override
    public ReadLock readLock() {
        return reading;
    }

    @Override
    public WriteLock writeLock() {
        return writing;
    }

    /** For reading: held by any number of threads of any processes, while nobody writes. */
    public static final class ReadLock implements java.util.concurrent.locks.Lock {
        private final Readers readers;

        ReadLock(Readers readers) {
            this.readers = readers;
        }

        @Override
        public void lock() {
            readers.enter();
        }

        /** Locks, and gives what unlocks: for try-with-resources. */
        public Lock.Held hold() {
            lock();
            return this::unlock;
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            readers.tryEnter(Long.MAX_VALUE);
        }

        @Override
        public boolean tryLock() {
            return readers.tryEnter();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return readers.tryEnter(Math.max(0, unit.toNanos(time)));
        }

        @Override
        public void unlock() {
            readers.leave();
        }

        /** Readers change nothing that others could wait for. */
        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException("a read lock has no conditions: use a Lock, which has");
        }
    }

    /** For writing: held by one thread, while nobody else reads or writes. */
    public static final class WriteLock implements java.util.concurrent.locks.Lock {
        private final Mutex mutex;
        private final Readers readers;

        WriteLock(Mutex mutex, Readers readers) {
            this.mutex = mutex;
            this.readers = readers;
        }

        @Override
        public void lock() {
            try {
                lock(System.nanoTime() + Waiting.FOREVER, false);
            } catch (InterruptedException e) {
                throw new AssertionError("an uninterruptible wait was interrupted", e);
            }
        }

        /** Locks, and gives what unlocks: for try-with-resources. */
        public Lock.Held hold() {
            lock();
            return this::unlock;
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            tryLock(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean tryLock() {
            if (mutex.isMine()) {
                return mutex.tryLock();
            }
            if (readers.isReading() || !mutex.tryLockQuietly()) {
                return false;
            }
            return isAlone(readers.isNone());
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return lock(System.nanoTime() + Math.max(0, unit.toNanos(time)), true);
        }

        /**
         * As long as it only waits for the readers to go it has changed nothing: a death in that time is nobody's business. So
         * the lock is taken quietly first.
         */
        private boolean lock(long deadline, boolean interruptible) throws InterruptedException {
            if (mutex.isMine()) {
                return mutex.tryLock();
            }
            if (readers.isReading()) {
                throw new IllegalMonitorStateException(
                        "this thread reads, and would wait for itself if it wrote: unlock"
                                + " readLock() first, and look again at what was read");
            }
            if (!mutex.lockQuietly(deadline - System.nanoTime(), interruptible)) {
                return false;
            }
            boolean alone = false;
            try {
                alone = readers.awaitNone(deadline, interruptible);
            } finally {
                alone = isAlone(alone);
            }
            return alone;
        }

        private boolean isAlone(boolean alone) {
            if (alone) {
                mutex.avow();
            } else {
                mutex.unlock();
            }
            return alone;
        }

        @Override
        public void unlock() {
            mutex.unlock();
        }

        /** Takes the lock over from a writer that died, as {@link Lock#recover()}. */
        public boolean recover() {
            if (!mutex.recover()) {
                return false;
            }
            readers.awaitNone();
            return true;
        }

        /** Whether this thread writes. */
        public boolean isHeldByCurrentThread() {
            mutex.block().check();
            return mutex.isMine();
        }

        /** Only {@link Lock} has conditions. */
        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException("a write lock has no conditions: use a Lock, which has");
        }
    }

    /** Closes it for all processes; those who wait get an exception. Twice is harmless. */
    @Override
    public void close() {
        mutex.close();
    }

    Block block() {
        return mutex.block();
    }

    Handle handle() {
        if (!published) {
            mutex.hold().publish(mutex.block().handle());
            published = true;
        }
        return mutex.block().handle();
    }

    /** Equal are handles of the same lock. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReadWriteLock lock
                && lock.mutex.block().handle().equals(mutex.block().handle());
    }

    @Override
    public int hashCode() {
        return mutex.block().handle().hashCode();
    }

    @Override
    public String toString() {
        return "ReadWriteLock@" + Long.toHexString(mutex.block().handle().offset()) + mutex.state();
    }
}
