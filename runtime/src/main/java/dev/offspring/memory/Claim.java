package dev.offspring.memory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A word that one process at a time claims for a moment, and that outlives its claimant: when that is dead, the next one
 * takes it over and does the work again. For the runtime's own short sections, in which no code of the user's runs.
 *
 * <pre>
 *  0 ──acquire()──► slot + 1, epoch ──release()──► 0
 *                      │     ▲  └────finish()────► DONE
 *                      └─────┘ owner is dead: acquire() of another
 * </pre>
 */
public final class Claim {
    static final long DONE = -1;

    private static final int SPINS = 200;
    private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Whether the owner lives is asked for the first time after this, and then at this pace. */
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long NEXT_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SLOT_SHIFT = 32;
    private static final long EPOCH_MASK = 0xFFFF_FFFFL;

    private final Mapping mapping;
    private final Slots slots;
    private final long offset;
    private final long mine;

    Claim(Mapping mapping, Slots slots, long offset) {
        this.mapping = mapping;
        this.slots = slots;
        this.offset = offset;
        this.mine = (long) (slots.own() + 1) << SLOT_SHIFT | (slots.ownEpoch() & EPOCH_MASK);
    }

    /** Whether somebody has done once and for all what the claim is for. */
    public boolean isDone() {
        return mapping.getLong(offset) == DONE;
    }

    /** How an attempt to claim the word ended. */
    public enum Outcome {
        CLAIMED,
        /** Claimed, from a dead process: what it was at may be half done. */
        INHERITED,
        /** There is nothing to claim any more. */
        OVER,
        TIMED_OUT
    }

    /**
     * Claims the word, waiting while a living process has it. Uninterruptible, because it is held for moments only.
     *
     * @return false if it is done, so that there is nothing to claim
     */
    public boolean acquire() {
        try {
            return acquire(Waiting.FOREVER, false) != Outcome.OVER;
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    /**
     * As above, but waits for {@code nanos} at most: its owner may have been stopped.
     *
     * @throws InterruptedException if it is to be {@code interruptible}, and the thread is interrupted while it waits
     */
    public Outcome acquire(long nanos, boolean interruptible) throws InterruptedException {
        return take(0) ? Outcome.CLAIMED : await(nanos, interruptible);
    }

    private Outcome await(long nanos, boolean interruptible) throws InterruptedException {
        long since = System.nanoTime();
        long park = FIRST_PARK_NANOS;
        long nextLook = FIRST_LOOK_NANOS;
        boolean interrupted = false;
        try {
            for (int turn = 0; ; turn++) {
                long owner = mapping.getLong(offset);
                if (owner == DONE) {
                    return Outcome.OVER;
                }
                if (owner == 0 && take(0)) {
                    return Outcome.CLAIMED;
                }
                if (turn < SPINS) {
                    Thread.onSpinWait();
                    continue;
                }
                long waited = System.nanoTime() - since;
                if (waited >= Math.min(nextLook, nanos)) {
                    // Asking the kernel is a system call: only after a while, and then rather seldom.
                    nextLook = waited + NEXT_LOOK_NANOS;
                    if (owner != 0 && isDead(owner) && take(owner)) {
                        return Outcome.INHERITED;
                    }
                }
                if (waited >= nanos) {
                    return Outcome.TIMED_OUT;
                }
                if (Thread.interrupted()) { // an interrupted thread does not park
                    interrupted = true;
                    if (interruptible) {
                        interrupted = false;
                        throw new InterruptedException();
                    }
                }
                LockSupport.parkNanos(Math.min(park, nanos - waited));
                park = Math.min(2 * park, LAST_PARK_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean take(long owner) {
        return mapping.compareAndSet(offset, owner, mine);
    }

    private boolean isDead(long owner) {
        return slots.isDead((int) (owner >>> SLOT_SHIFT) - 1, (int) owner);
    }

    /** Gives it back. */
    public void release() {
        mapping.setLong(offset, 0);
    }

    /** As {@link #release}, but what this thread reads next may have been read before others see that. */
    public void releaseLazily() {
        mapping.putLong(offset, 0);
    }

    /** Gives it back for ever: what it was for is done. */
    public void finish() {
        mapping.setLong(offset, DONE);
    }
}
