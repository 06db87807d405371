package dev.offspring.sync;

import dev.offspring.memory.Handle;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Cause;
import dev.offspring.memory.Waiting.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * The readers of a read-write lock.
 *
 * <p>A reader adds to its process's share and then looks whether somebody writes; a writer takes the mutex and then looks
 * whether somebody reads: so at least one of two who come at once sees the other (Dekker, as in the distributed locks of
 * Brandenburg and Anderson, 2010). A reader that sees a writer steps back and lines up for the mutex itself, for a moment, as
 * one of those who may not be overtaken for ever.
 */
final class Readers {
    /** How often this thread reads in which lock: a thread that reads already must not wait for a writer that waits for it. */
    private static final ThreadLocal<Map<Handle, Integer>> READING = ThreadLocal.withInitial(HashMap::new);

    private final Mutex mutex;
    private final Gate departures;
    private final Shares shares;

    Readers(Mutex mutex, Gate departures, Shares shares) {
        this.mutex = mutex;
        this.departures = departures;
        this.shares = shares;
    }

    /** Whether this thread reads. */
    boolean isReading() {
        return READING.get().containsKey(lock());
    }

    private Handle lock() {
        return mutex.block().handle();
    }

    void enter() {
        try {
            enter(Waiting.FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    boolean tryEnter(long timeoutNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return enter(timeoutNanos, true);
    }

    boolean tryEnter() {
        mutex.block().check();
        if (tryShare()) {
            return true;
        }
        if (!mutex.tryLockQuietly()) { // which throws if a writer died
            return false;
        }
        shares.add(1);
        count(1);
        mutex.unlock();
        return true;
    }

    private boolean enter(long timeoutNanos, boolean interruptible) throws InterruptedException {
        mutex.block().check();
        if (tryShare()) {
            return true;
        }
        if (!mutex.lockQuietly(timeoutNanos, interruptible)) {
            return false;
        }
        shares.add(1);
        count(1);
        mutex.unlock();
        return true;
    }

    private boolean tryShare() {
        boolean admitted = isReading() || mutex.isMine();
        shares.add(1);
        if (admitted || mutex.isFree()) {
            count(1);
            return true;
        }
        depart();
        return false;
    }

    void leave() {
        mutex.block().check();
        if (!isReading()) {
            throw new IllegalMonitorStateException("this thread, "
                    + Thread.currentThread().threadId() + ", does not read: nothing to unlock in " + mutex.describe());
        }
        count(-1);
        depart();
    }

    private void depart() {
        shares.subtract(1);
        departures.bumpIfSlept(Integer.MAX_VALUE);
    }

    private void count(int delta) {
        Map<Handle, Integer> reading = READING.get();
        reading.merge(lock(), delta, (old, more) -> old + more == 0 ? null : old + more);
        if (reading.isEmpty()) {
            READING.remove(); // threads of the user's pools must not keep what they do not need
        }
    }

    /** Whether nobody but this thread reads; the mutex is held. */
    boolean isNone() {
        return others() == 0 || (shares.forgetDead() && others() == 0);
    }

    private int others() {
        return shares.sum() - READING.get().getOrDefault(lock(), 0);
    }

    /** Waits until nobody reads; the mutex is held, so that nobody comes but those who read already. */
    void awaitNone() {
        try {
            awaitNone(System.nanoTime() + Waiting.FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    boolean awaitNone(long deadline, boolean interruptible) throws InterruptedException {
        while (true) {
            Outcome outcome =
                    departures.await(value -> others() == 0, deadline, interruptible, shares::forgetDead, Cause.DEATH);
            if (outcome != Outcome.HOPELESS) {
                return outcome == Outcome.CHANGED;
            }
        }
    }
}
