package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Slots;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The turn of a thread that has waited for long: nobody else takes permits until it has had its.
 *
 * <p>One word in shared memory: whose turn it is, and how many permits that one waits for. Whoever has the turn may be stopped
 * or die; so if for {@value #STALE_MILLIS} ms there was enough for it and it has not taken it, or if it is dead, another
 * takes the turn away from it. That costs it its precedence, and nothing else.
 */
final class Turn {
    private static final long STALE_MILLIS = 100;
    private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(STALE_MILLIS);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int NEEDS_SHIFT = 40;
    private static final int MOST_NEEDS = (1 << (Long.SIZE - NEEDS_SHIFT)) - 1;
    private static final int NONCE_SHIFT = 32;
    private static final int NONCE_MASK = 0xFF;
    private static final AtomicInteger NONCES = new AtomicInteger();

    private final Slots slots;
    private final MemorySegment bytes;
    private final long at;

    Turn(Block block, long at) {
        this.slots = block.processes();
        this.bytes = block.segment();
        this.at = at;
    }

    boolean isNobodys() {
        return Words.getLong(bytes, at) == 0;
    }

    /** The place of a thread that begins to wait for so many permits. */
    Place queue(int needs) {
        return new Place(needs);
    }

    private boolean isDead(long turn) {
        int slot = LockLayout.slot(turn);
        int epoch = slots.epoch(slot);
        return !LockLayout.isOfEpoch(turn, epoch) || slots.isDead(slot, epoch);
    }

    private static int needs(long turn) {
        return (int) (turn >>> NEEDS_SHIFT);
    }

    /** Used by one thread. */
    final class Place {
        private final long mine;
        private final long since = System.nanoTime();
        private long others;
        private long othersSince;

        private Place(int needs) {
            this.mine = (long) Math.min(needs, MOST_NEEDS) << NEEDS_SHIFT
                    | (long) (NONCES.getAndIncrement() & NONCE_MASK) << NONCE_SHIFT
                    | LockLayout.process(slots.own(), slots.ownEpoch());
        }

        /** Whether nobody has precedence; takes it away from one that does not use it. */
        boolean mayTake(Permits permits) {
            long turn = Words.getLong(bytes, at);
            if (turn == 0 || turn == mine) {
                return true;
            }
            long now = System.nanoTime();
            if (turn != others) {
                others = turn;
                othersSince = now;
            }
            return now - othersSince > STALE_NANOS
                    && (permits.available() >= needs(turn) || isDead(turn))
                    && Words.compareAndSet(bytes, at, turn, 0L);
        }

        /** Whether there is something to do although nothing was released: the turn is to be had, or has just become so. */
        boolean isToLook(Permits permits) {
            return Words.getLong(bytes, at) != mine && mayTake(permits);
        }

        /** Takes the turn if it is nobody's and this thread has waited for some milliseconds. */
        void claimTurn() {
            if (System.nanoTime() - since > PATIENCE_NANOS && isNobodys()) {
                Words.compareAndSet(bytes, at, 0L, mine);
            }
        }

        /** Gives the turn back; whether this thread had it. */
        boolean leave() {
            return Words.getLong(bytes, at) == mine && Words.compareAndSet(bytes, at, mine, 0L);
        }
    }
}
