package dev.offspring.memory;

import java.lang.foreign.MemorySegment;

/**
 * A word that says who does something that is to be done once.
 *
 * <pre>
 *  FREE ──tryTake()──► taken by {slot, epoch} ──finish()──► DONE
 *   ▲                     │     └─owner dead, tryTake()─► taken by another
 *   └─────giveUp()────────┘
 * </pre>
 */
public final class Claim {
    private static final long FREE = 0, DONE = -1;
    private static final int SLOT_BITS = 16;

    private final MappedArena arena;
    private final MemorySegment bytes;
    private final long offset;

    Claim(MappedArena arena, MemorySegment bytes, long offset) {
        this.arena = arena;
        this.bytes = bytes;
        this.offset = offset;
    }

    /** On a word of a block; it is free while that is zero. */
    public static Claim at(Block block, long offset) {
        return new Claim(Session.current().arena(), block.segment(), offset);
    }

    public boolean isDone() {
        return Words.getLong(bytes, offset) == DONE;
    }

    /** Takes it if it is free, or if who had it is dead; not reentrant. Does not wait. */
    public boolean tryTake() {
        long word = Words.getLong(bytes, offset);
        return (word == FREE || word != DONE && isDead(word)) && Words.compareAndSetLong(bytes, offset, word, mine());
    }

    /** The owner has done it, once and for all. */
    public void finish() {
        Words.compareAndSetLong(bytes, offset, mine(), DONE);
    }

    /** The owner leaves it to others. */
    public void giveUp() {
        Words.compareAndSetLong(bytes, offset, mine(), FREE);
    }

    private long mine() {
        return (long) arena.epoch() << SLOT_BITS | arena.slot() + 1L;
    }

    private boolean isDead(long word) {
        int slot = (int) (word & (1L << SLOT_BITS) - 1) - 1;
        return arena.slots().isDead(slot, (int) (word >>> SLOT_BITS));
    }
}
