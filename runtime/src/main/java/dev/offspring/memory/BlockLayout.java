package dev.offspring.memory;

/**
 * The header of a block: two 64-byte lines, then its bytes.
 *
 * <pre>
 *  0      4            8       16              24               32                64               128
 *  +------+------------+-------+---------------+----------------+-----------------+----------------+- - -
 *  | kind | size class | state | bytes, or the | (unused)       | guard: 32 bytes | attached: a bit| bytes
 *  |      | plus one   |       | next if free  |                |                 | for each slot  |
 *  +------+------------+-------+---------------+----------------+-----------------+----------------+- - -
 *  state: | generation: 32 | (unused): 16 | slot plus one: 12 | state: 4 |      the slot only while allocating or freeing
 *
 *          ┌──────────────────────────────────────────────────────────────┐
 *          ▼                                                              │
 *  FREE ─take off the list─► ALLOCATING ─zeroed─► LIVE ─close()─► CLOSED ─┴─last one detached─► FREEING ─► FREE
 * </pre>
 */
final class BlockLayout {
    static final long KIND = 0, SIZE_CLASS = 4, STATE = 8, BYTES = 16, NEXT = BYTES, GUARD = 32, ATTACHED = 64;
    static final long GUARD_BYTES = 32;
    static final int ATTACHED_WORDS = SessionLayout.SLOT_COUNT / Long.SIZE;
    static final long DATA = ATTACHED + ATTACHED_WORDS * Long.BYTES;

    static final int FREE = 0, ALLOCATING = 1, LIVE = 2, CLOSED = 3, FREEING = 4;

    private static final int STATE_BITS = 4, SLOT_BITS = 12;
    private static final long STATE_MASK = (1L << STATE_BITS) - 1, SLOT_MASK = (1L << SLOT_BITS) - 1;

    private BlockLayout() {}

    /** A state that belongs to nobody. */
    static long word(int state, int generation) {
        return (long) generation << Integer.SIZE | state;
    }

    /** A state in which only {@code slot}, or who recovers it, may touch the block. */
    static long word(int state, int generation, int slot) {
        return word(state, generation) | (slot + 1L) << STATE_BITS;
    }

    static int state(long word) {
        return (int) (word & STATE_MASK);
    }

    static int slot(long word) {
        return (int) (word >>> STATE_BITS & SLOT_MASK) - 1;
    }

    static int generation(long word) {
        return (int) (word >>> Integer.SIZE);
    }
}
