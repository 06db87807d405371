package dev.offspring.sync;

import static dev.offspring.sync.LockLayout.BREAKS;
import static dev.offspring.sync.LockLayout.CONTENDED;
import static dev.offspring.sync.LockLayout.FLAGS;
import static dev.offspring.sync.LockLayout.OWNER;
import static dev.offspring.sync.LockLayout.QUIET;
import static dev.offspring.sync.LockLayout.STARVING;

import dev.offspring.error.OwnerDiedException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Journal.What;
import dev.offspring.memory.Slots;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Cause;
import dev.offspring.memory.Waiting.Outcome;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Mutual exclusion of all threads of all processes, by the guard of a block.
 *
 * <p>The algorithm is that of a futex mutex (Drepper, "Futexes Are Tricky", 2011, mutex2), with the owner in the word, so that
 * a dead one is known, and with the starvation mode of Go's {@code sync.Mutex} (2017): a thread may overtake those who sleep,
 * which makes a lock that is often taken many times faster, until one of them has waited for {@value #STARVING_MILLIS} ms.
 */
final class Mutex {
    private static final long STARVING_MILLIS = 1;
    private static final long STARVING_NANOS = TimeUnit.MILLISECONDS.toNanos(STARVING_MILLIS);

    /** Then for the first time the kernel is asked whether the owner lives: most owners are faster. */
    private static final long FIRST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** How long a free lock is left to those who have waited longer: they may be stopped, or dead. */
    private static final long COURTESY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int LOOKS = 5;
    private static final int MOST_EVENTS = 8;
    private static final int LONGEST_PAUSE = 64;
    private static final int PAUSES = Runtime.getRuntime().availableProcessors() > 1 ? 400 : 0;

    private final Block block;
    private final MemorySegment guard;
    private final Waiting waiting;
    private final Slots slots;
    private final long process;
    private final Hold hold;

    Mutex(Block block, Hold hold) {
        this.block = block;
        this.guard = block.guard();
        this.waiting = block.guardWaiting();
        this.slots = block.processes();
        this.process = LockLayout.process(slots.own(), slots.ownEpoch());
        this.hold = hold;
    }

    Block block() {
        return block;
    }

    Hold hold() {
        return hold;
    }

    /** Takes it, waiting for as long as that needs. */
    void lock() {
        if (!tryFree()) {
            try {
                acquire(Waiting.FOREVER, false, 0);
            } catch (InterruptedException e) {
                throw new AssertionError("an uninterruptible wait was interrupted", e);
            }
        }
    }

    void lockInterruptibly() throws InterruptedException {
        tryLock(Waiting.FOREVER);
    }

    /** False if it was still another's when the time was over. */
    boolean tryLock(long timeoutNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return timeoutNanos <= 0 ? tryLock() : tryFree() || acquire(timeoutNanos, true, 0);
    }

    /** Takes it if it is free, or this thread's already; those who wait have no precedence. */
    boolean tryLock() {
        return tryFree() || enterAgain() || tryTaken(0);
    }

    /** As {@link #tryLock()}, for a moment and for the runtime itself; this thread does not have it. */
    boolean tryLockQuietly() {
        block.check();
        return take(0L, me() | QUIET) || tryTaken(QUIET);
    }

    /** Takes it from those who have waited for it, or from a dead quiet owner. */
    private boolean tryTaken(long flags) {
        long word = word();
        while (LockLayout.isFree(word)) {
            // Perhaps whoever had waited for long has given up: then nobody but us may ever come. If not, it stays
            // first.
            if (take(word, me() | flags | word | CONTENDED)) {
                return true;
            }
            word = word();
        }
        if (!isDead(word) || word() != word) {
            return false;
        }
        if ((word & QUIET) == 0) {
            throw ownerDied(word);
        }
        return take(word, me() | flags | CONTENDED);
    }

    /** As {@link #lock()}, for a moment and for the runtime itself: if this process dies meanwhile, nothing is half changed. */
    boolean lockQuietly(long timeoutNanos, boolean interruptible) throws InterruptedException {
        return acquire(timeoutNanos, interruptible, QUIET);
    }

    /** What was locked quietly is locked for the user from now on. */
    void avow() {
        long word = requireMine();
        while (!Words.compareAndSet(guard, OWNER, word, word & ~QUIET)) {
            word = requireMine();
        }
    }

    private boolean tryFree() {
        block.check();
        return take(0L, me());
    }

    private boolean enterAgain() {
        if (!isMine()) {
            return false;
        }
        if (hold.again == Integer.MAX_VALUE) {
            throw new Error("Maximum lock count exceeded");
        }
        hold.enterAgain();
        return true;
    }

    private boolean acquire(long timeoutNanos, boolean interruptible, long flags) throws InterruptedException {
        if (enterAgain()) {
            return true;
        }
        long deadline = System.nanoTime() + timeoutNanos;
        if (timeoutNanos > 0 && spin(flags)) {
            return true;
        }
        boolean acquired = false;
        int wait = slots.journal().waits(block.handle());
        try {
            acquired = sleep(deadline, interruptible, flags);
            return acquired;
        } finally {
            slots.journal().waited(wait, block.handle(), acquired);
            // Whoever gives up may have been the one that was woken.
            if (!acquired && LockLayout.isFree(word())) {
                waiting.wake(1);
            }
        }
    }

    private boolean spin(long flags) {
        long me = me();
        int pause = 1;
        for (int pauses = 0; pauses < PAUSES; pauses += pause) {
            if (word() == 0 && take(0L, me | flags)) {
                return true;
            }
            // Each look takes the line away from its owner: rather fewer of them.
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return false;
    }

    private boolean sleep(long deadline, boolean interruptible, long flags) throws InterruptedException {
        long me = me();
        long since = System.nanoTime();
        boolean slept = false;
        boolean suspicious = false;
        while (true) {
            block.check();
            long word = word();
            long most = Waiting.FOREVER;
            if (LockLayout.isFree(word)) {
                if (slept || (word & STARVING) == 0) {
                    if (take(word, me | flags | CONTENDED)) {
                        return true;
                    }
                    continue;
                }
                most = COURTESY_NANOS;
            } else {
                if (suspicious && isDead(word)) {
                    if ((word & QUIET) == 0) {
                        throw ownerDied(word);
                    }
                    if (take(word, me | flags | CONTENDED)) {
                        return true;
                    }
                    continue;
                }
                boolean starving = slept && System.nanoTime() - since > STARVING_NANOS;
                long marked = word | CONTENDED | (starving ? STARVING : 0);
                if (marked != word && !Words.compareAndSet(guard, OWNER, word, marked)) {
                    continue;
                }
                word = marked;
                most = slept ? Waiting.FOREVER : FIRST_SLEEP_NANOS;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                if (!suspicious && !LockLayout.isFree(word) && isDead(word)) {
                    suspicious = true;
                    continue;
                }
                return false;
            }
            suspicious = await(word, Math.min(left, most), interruptible) != Outcome.CHANGED;
            slept = true;
        }
    }

    private Outcome await(long word, long nanos, boolean interruptible) throws InterruptedException {
        return interruptible
                ? waiting.await((int) word, nanos, () -> isHopeless(word), Cause.DEATH)
                : waiting.awaitUninterruptibly((int) word, nanos, () -> isHopeless(word), Cause.DEATH);
    }

    private boolean isHopeless(long word) {
        return LockLayout.isFree(word) || !block.isOpen() || isDead(word);
    }

    private boolean take(long word, long mine) {
        if (!Words.compareAndSet(guard, OWNER, word, mine)) {
            return false;
        }
        hold.enter(0);
        return true;
    }

    /** Gives it back once. */
    void unlock() {
        block.check();
        long me = me();
        if (hold.again == 0 && Words.compareAndSet(guard, OWNER, me, 0L)) {
            return;
        }
        long word = requireMine();
        if (hold.again > 0) {
            hold.leaveOnce();
            return;
        }
        release(word);
    }

    private void release(long owned) {
        long word = owned;
        while (!Words.compareAndSet(guard, OWNER, word, word & STARVING)) {
            word = requireMine(); // somebody went to sleep in between, or has broken the lock
        }
        if ((word & CONTENDED) != 0) {
            waiting.wake(1);
        }
    }

    /** Gives it back altogether; how often it had been taken again. */
    int unlockAll() {
        long word = requireMine();
        int again = hold.again;
        hold.enter(0);
        release(word);
        return again;
    }

    /** Takes it as often as before {@link #unlockAll()}; if its owner died, takes it over and throws holding it. */
    void lockAll(int again) {
        while (true) {
            try {
                lock();
                hold.enter(again);
                return;
            } catch (OwnerDiedException died) {
                if (recover()) {
                    hold.enter(again);
                    throw new OwnerDiedException(
                            died.getMessage() + "; this thread holds it now, and must unlock it", died.pid());
                }
            }
        }
    }

    /** Takes it over from an owner that died; false if it lives, or another was faster. */
    boolean recover() {
        block.check();
        if (isMine()) {
            return true;
        }
        long word;
        // Others who come to wait change its flags: that is no reason to give up.
        do {
            word = word();
            if (LockLayout.isFree(word) || !isDeadForCertain(word)) {
                return false;
            }
        } while (!take(word, me() | CONTENDED));
        Words.getAndAdd(guard, BREAKS, 1);
        note(What.RECOVERED);
        return true;
    }

    /** Takes it from whoever has it; the number is higher than that of all owners before. */
    long breakLock() {
        block.check();
        if (isMine()) {
            throw new IllegalStateException("this thread holds " + describe() + " itself: unlock it");
        }
        while (!take(word(), me() | CONTENDED)) {
            Thread.onSpinWait();
        }
        long token = Words.getAndAdd(guard, BREAKS, 1) + 1;
        requireMine(); // another may have broken it in turn, and has the higher number only if we do not use ours
        note(What.BROKE);
        return token;
    }

    /** How often the lock was broken before this thread got it; this thread must hold it. */
    long token() {
        long token = Words.getLong(guard, BREAKS);
        requireMine(); // after the read: else the number might be that of whoever has just broken the lock
        return token;
    }

    boolean isMine() {
        return (word() & ~FLAGS) == me();
    }

    boolean isFree() {
        return LockLayout.isFree(word());
    }

    /** How often this thread holds it. */
    int depth() {
        return isMine() ? 1 + hold.again : 0;
    }

    /** Whether its owner is dead, so that {@link #recover()} is what helps. Asks the kernel. */
    boolean isOrphaned() {
        long word = word();
        return !LockLayout.isFree(word) && (word & QUIET) == 0 && isDead(word);
    }

    boolean isClosed() {
        return !block.isOpen();
    }

    /** Closes it, and lets those who wait know. */
    void close() {
        boolean contended = (word() & CONTENDED) != 0;
        block.close();
        if (contended) {
            waiting.wakeAll();
        }
    }

    /** The owner word, which names this thread. */
    long requireMine() {
        block.check();
        long word = word();
        if ((word & ~FLAGS) != me()) {
            throw new IllegalMonitorStateException(
                    "this thread, " + Thread.currentThread().threadId() + " of pid " + slots.pid(slots.own())
                            + ", does not hold " + describe());
        }
        return word;
    }

    private OwnerDiedException ownerDied(long word) {
        note(What.OWNER_DIED);
        long pid = pid(word);
        return new OwnerDiedException(
                "the owner of " + name() + ", " + owner(word)
                        + ", died without unlocking it: what it guards may be half"
                        + " changed. recover() takes it over, for exactly one caller: then repair, and unlock"
                        + (pid < 0 ? "" : ". What the dead process did last:" + lastEvents(word)),
                pid);
    }

    private String lastEvents(long word) {
        return Inspection.lastEvents(slots.journal().eventsOf(LockLayout.slot(word)), MOST_EVENTS);
    }

    private void note(What what) {
        slots.journal().note(what, block.handle().offset(), block.handle().kind());
    }

    private boolean isDead(long word) {
        int slot = LockLayout.slot(word);
        int epoch = slots.epoch(slot);
        return !LockLayout.isOfEpoch(word, epoch) || slots.isDead(slot, epoch);
    }

    /** Another process that asks the kernel for the same in this very moment makes a dead one look alive to us. */
    private boolean isDeadForCertain(long word) {
        boolean dead = isDead(word);
        for (int i = 0; i < LOOKS && !dead; i++) {
            LockSupport.parkNanos(COURTESY_NANOS / LOOKS);
            dead = isDead(word);
        }
        return dead;
    }

    private long pid(long word) {
        int slot = LockLayout.slot(word);
        long pid = slots.pid(slot);
        return LockLayout.isOfEpoch(word, slots.epoch(slot)) ? pid : -1;
    }

    private String owner(long word) {
        long pid = pid(word);
        return (pid < 0 ? "a process" : "pid " + pid) + ", thread " + LockLayout.thread(word);
    }

    private String name() {
        return "the lock @" + Long.toHexString(block.handle().offset());
    }

    /** Its name, and who holds it. */
    String describe() {
        return name() + state();
    }

    /** {@code [unlocked]}, {@code [held by this thread, twice]}, {@code [held by pid 4711, thread 1]}. */
    String state() {
        if (!block.isOpen()) {
            return "[closed]";
        }
        long word = word();
        if (LockLayout.isFree(word)) {
            return "[unlocked]";
        }
        if (isMine()) {
            return "[held by this thread" + (hold.again == 0 ? "" : ", " + (1 + hold.again) + " times") + "]";
        }
        return "[held by " + owner(word) + (isDead(word) ? ", which died" : "") + "]";
    }

    private long word() {
        return Words.getLong(guard, OWNER);
    }

    private long me() {
        return LockLayout.owner(process, Thread.currentThread().threadId());
    }
}
