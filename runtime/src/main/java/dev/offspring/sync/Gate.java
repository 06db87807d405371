package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Cause;
import dev.offspring.memory.Waiting.Outcome;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * An int that threads of all processes wait for.
 *
 * <pre>
 *  31        1   0
 *  |  value  | sleepers |
 * </pre>
 *
 * A thread sets {@code sleepers} before it sleeps; whoever changes the value clears the bit in the same step and wakes all if
 * it was set. A changer that dies between the two leaves sleepers that see the change when their slice has ended.
 */
public final class Gate {
    /** How many bytes it takes; at a multiple of that. */
    public static final long BYTES = Integer.BYTES;

    /** What the journal adds to the kind of a block. */
    static final int GATE = 1 << 16;

    private static final int SLEEPERS = 1;
    private static final int ONE_MORE = 2;

    private final Block block;
    private final MemorySegment bytes;
    private final long at;
    private final Waiting waiting;

    /** The one at this offset of the block's payload. */
    public Gate(Block block, long at) {
        this.block = block;
        this.bytes = block.segment();
        this.at = at;
        this.waiting = block.waiting(at);
    }

    int value() {
        return word() >>> 1;
    }

    private int word() {
        return Words.getInt(bytes, at);
    }

    /** Sets the value if it is {@code expected}, and wakes all; whether it was. */
    boolean compareAndSet(int expected, int value) {
        return change(expected, value, Integer.MAX_VALUE);
    }

    /** As {@link #compareAndSet}, but wakes {@code count} at most; the others are still known to sleep. */
    boolean change(int expected, int value, int count) {
        while (true) {
            int word = word();
            if (word >>> 1 != expected) {
                return false;
            }
            int rest = count == Integer.MAX_VALUE ? 0 : word & SLEEPERS;
            if (Words.compareAndSet(bytes, at, word, value << 1 | rest)) {
                if (count > 0 && (word & SLEEPERS) != 0) {
                    waiting.wake(count);
                }
                return true;
            }
        }
    }

    /** Counts the value up, so that those who wait for a change look again, and wakes {@code count} of them at most. */
    void bump(int count) {
        int value = value();
        while (!change(value, value + 1 & Integer.MAX_VALUE, count)) {
            value = value();
        }
    }

    /** As {@link #bump}, unless nobody sleeps: for when those who wait look at something else that has just changed. */
    void bumpIfSlept(int count) {
        if ((word() & SLEEPERS) != 0) {
            bump(count);
        }
    }

    /**
     * As {@link #bumpIfSlept}, but after it nobody is known to sleep: whoever is woken, and did not need what was there for
     * others, calls {@link #suspect} or this again.
     */
    public void ring(int count) {
        int word = word();
        while ((word & SLEEPERS) != 0) {
            if (Words.compareAndSet(bytes, at, word, word + ONE_MORE & ~SLEEPERS)) {
                waiting.wake(count);
                return;
            }
            word = word();
        }
    }

    /** Perhaps somebody still sleeps: the next change wakes. */
    public void suspect() {
        int word = word();
        while ((word & SLEEPERS) == 0 && !Words.compareAndSet(bytes, at, word, word | SLEEPERS)) {
            word = word();
        }
    }

    /** As of now somebody is known to sleep: the word to wait for, after a last look at what is waited for. */
    public int arm() {
        while (true) {
            int word = word();
            if ((word & SLEEPERS) != 0 || Words.compareAndSet(bytes, at, word, word | SLEEPERS)) {
                return word | SLEEPERS;
            }
        }
    }

    /** Notes in the journal that this thread waits here, for {@link #waited}. */
    public int waits() {
        return block.processes().journal().waits(seen());
    }

    /** It does not wait any more. */
    public void waited(int wait, boolean came) {
        block.processes().journal().waited(wait, seen(), came);
    }

    /** The word itself. */
    public Waiting waiting() {
        return waiting;
    }

    /** Wakes {@code count} of those who sleep although nothing has changed: a wake that was somebody else's is passed on. */
    void passOn(int count) {
        if ((word() & SLEEPERS) != 0) {
            waiting.wake(count);
        }
    }

    /** Waits until {@code done} is true; asked again after each change, and once after others can know that we sleep. */
    public Outcome await(IntPredicate done, long deadline, boolean interruptible) throws InterruptedException {
        return await(done, deadline, interruptible, () -> false, Cause.LOST_WAKE);
    }

    /** As above; and after each slice asks {@code hopeless}, which ends it, and which nothing but {@code cause} makes true. */
    Outcome await(IntPredicate done, long deadline, boolean interruptible, BooleanSupplier hopeless, Cause cause)
            throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        block.check();
        int word = word();
        if (done.test(word >>> 1)) {
            return Outcome.CHANGED;
        }
        if (deadline - System.nanoTime() <= 0) {
            return Outcome.TIMED_OUT;
        }
        if (waiting.spin(word) && done.test(value())) {
            return Outcome.CHANGED;
        }
        return sleep(done, deadline, interruptible, hopeless, cause);
    }

    /**
     * Sleeps until {@code done} is true, without having looked at it for a while before.
     *
     * @param hopeless asked after each slice; true ends it
     * @param calm whether nothing can make it true
     */
    public Outcome sleep(
            IntPredicate done, long deadline, boolean interruptible, BooleanSupplier hopeless, boolean calm)
            throws InterruptedException {
        return sleep(done, deadline, interruptible, hopeless, calm ? Cause.LOST_WAKE : Cause.ANYTHING);
    }

    /** As above; nothing but {@code cause} makes {@code hopeless} true. */
    Outcome sleep(IntPredicate done, long deadline, boolean interruptible, BooleanSupplier hopeless, Cause cause)
            throws InterruptedException {
        int wait = waits();
        Outcome outcome = Outcome.TIMED_OUT;
        try {
            outcome = sleepOn(done, deadline, interruptible, hopeless, cause);
            return outcome;
        } finally {
            waited(wait, outcome == Outcome.CHANGED);
        }
    }

    private Outcome sleepOn(
            IntPredicate done, long deadline, boolean interruptible, BooleanSupplier hopeless, Cause cause)
            throws InterruptedException {
        // Also what is waited for: whoever has brought it about may have died before it could count the value up.
        BooleanSupplier over = () -> !block.isOpen() || done.test(value()) || hopeless.getAsBoolean();
        while (true) {
            block.check();
            int word = word();
            if (done.test(word >>> 1)) {
                return Outcome.CHANGED;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Outcome.TIMED_OUT;
            }
            if ((word & SLEEPERS) == 0) {
                Words.compareAndSet(bytes, at, word, word | SLEEPERS);
                continue; // and looks once more: from now on a change cannot go unnoticed
            }
            Outcome outcome = interruptible
                    ? waiting.await(word, left, over, cause)
                    : waiting.awaitUninterruptibly(word, left, over, cause);
            if (outcome == Outcome.HOPELESS) {
                block.check();
                return done.test(value()) ? Outcome.CHANGED : outcome;
            }
        }
    }

    /** The block as the journal names it: waiting for a gate is not waiting for the lock of the same block. */
    private Handle seen() {
        Handle handle = block.handle();
        return new Handle(handle.session(), handle.offset(), handle.generation(), handle.kind() | GATE);
    }

    /** Whoever sleeps looks again; for when the block has just been closed. */
    void wakeForGood(int lastWord) {
        if ((lastWord & SLEEPERS) != 0) {
            waiting.wakeAll();
        }
    }

    /** The word as it is, for {@link #wakeForGood}. */
    int lastWord() {
        return word();
    }
}
