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
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int SLOT_SHIFT = 32;
    private static final long EPOCH_MASK = 0xFFFF_FFFFL;

    private final Mapping mapping;
    private final Slots slots;
    private final long offset;

    Claim(Mapping mapping, Slots slots, long offset) {
        this.mapping = mapping;
        this.slots = slots;
        this.offset = offset;
    }

    /** Whether somebody has done once and for all what the claim is for. */
    public boolean isDone() {
        return mapping.getLong(offset) == DONE;
    }

    /**
     * Claims the word, waiting while a living process has it. Uninterruptible, because it is held for moments only.
     *
     * @return false if it is done, so that there is nothing to claim
     */
    public boolean acquire() {
        boolean interrupted = false;
        try {
            long park = FIRST_PARK_NANOS;
            for (int turn = 0; ; turn++) {
                long owner = mapping.getLong(offset);
                if (owner == DONE) {
                    return false;
                }
                if ((owner == 0 || isDead(owner, turn)) && mapping.compareAndSet(offset, owner, mine())) {
                    return true;
                }
                if (turn < SPINS) {
                    Thread.onSpinWait();
                } else {
                    interrupted |= Thread.interrupted(); // an interrupted thread does not park
                    LockSupport.parkNanos(park);
                    park = Math.min(2 * park, LAST_PARK_NANOS);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long mine() {
        return (long) (slots.own() + 1) << SLOT_SHIFT | (slots.ownEpoch() & EPOCH_MASK);
    }

    // Asking the kernel is a system call: only after a while.
    private boolean isDead(long owner, int turn) {
        return turn >= SPINS && slots.isDead((int) (owner >>> SLOT_SHIFT) - 1, (int) owner);
    }

    /** Gives it back. */
    public void release() {
        mapping.setLong(offset, 0);
    }

    /** Gives it back for ever: what it was for is done. */
    public void finish() {
        mapping.setLong(offset, DONE);
    }
}
