package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Slots;
import java.lang.foreign.MemorySegment;

/**
 * A number for each process, which counts for as long as that process lives: how many readers it has in, how many permits.
 *
 * <pre>
 *  0        8        16                                63      32 31      0
 *  +--------+--------+- - -+-----------+               |  epoch  |  count  |
 *  | slot 0 | slot 1 |     | slot 511  |     a share:
 *  +--------+--------+- - -+-----------+
 * </pre>
 *
 * A process writes its own share only, with its epoch in it. So there is nothing to give back for one that died, and nothing
 * to repair: its epoch is over, and the next process of that slot begins anew.
 */
final class Shares {
    static final long BYTES = (long) Slots.COUNT * Long.BYTES;

    private static final int EPOCH_SHIFT = 32;

    private final Slots slots;
    private final MemorySegment bytes;
    private final long base;
    private final long own;

    Shares(Block block, long base) {
        this.slots = block.processes();
        this.bytes = block.segment();
        this.base = base;
        this.own = base + (long) slots.own() * Long.BYTES;
    }

    /** What this process has. */
    int own() {
        long share = Words.getLong(bytes, own);
        return epoch(share) == slots.ownEpoch() ? count(share) : 0;
    }

    /** Adds to what this process has. */
    void add(int delta) {
        while (true) {
            long share = Words.getLong(bytes, own);
            int count = epoch(share) == slots.ownEpoch() ? count(share) : 0;
            if (Words.compareAndSet(bytes, own, share, share(slots.ownEpoch(), count + delta))) {
                return;
            }
        }
    }

    /** Takes {@code delta} from what this process has, if it has so many; whether it had. */
    boolean subtract(int delta) {
        while (true) {
            long share = Words.getLong(bytes, own);
            int count = epoch(share) == slots.ownEpoch() ? count(share) : 0;
            if (count < delta) {
                return false;
            }
            if (Words.compareAndSet(bytes, own, share, share(slots.ownEpoch(), count - delta))) {
                return true;
            }
        }
    }

    /** The sum over all whose slot is still theirs. Some may be dead all the same: see {@link #forgetDead()}. */
    int sum() {
        int sum = 0;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            long share = Words.getLong(bytes, offset(slot));
            if (count(share) != 0 && epoch(share) == slots.epoch(slot)) {
                sum += count(share);
            }
        }
        return sum;
    }

    /** Asks the kernel of each process that has a share whether it lives; true if one was found that does not. */
    boolean forgetDead() {
        boolean found = false;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            long share = Words.getLong(bytes, offset(slot));
            if (count(share) != 0 && slots.isDead(slot, epoch(share))) {
                found |= Words.compareAndSet(bytes, offset(slot), share, 0L);
            }
        }
        return found;
    }

    private long offset(int slot) {
        return base + (long) slot * Long.BYTES;
    }

    private static long share(int epoch, int count) {
        return (long) epoch << EPOCH_SHIFT | count;
    }

    private static int epoch(long share) {
        return (int) (share >>> EPOCH_SHIFT);
    }

    private static int count(long share) {
        return (int) share;
    }
}
