package dev.offspring.memory;

/**
 * A block: two lines of header, then the payload.
 *
 * <pre>
 *  0       8      12          16           20      24     32              40             64                   128
 *  +-------+------+-----------+------------+-------+------+---------------+--------------+--------------------+- - -
 *  | state | kind | in flight | generation | clean | next | payload bytes | a guard (24) | attached: 512 bits | payload
 *  +-------+------+-----------+------------+-------+------+---------------+--------------+--------------------+- - -
 * </pre>
 *
 * {@code state} is the commit word of everything that happens to a block:
 *
 * <pre>
 *   63    60 59        48 47      32 31                    0
 *   | state | size class |   slot   | epoch or generation |
 *
 *              bump, or pop             publish           close             last one detached
 *   0, FREE ──────────────► OWNED ──────────────► LIVE ──────────► CLOSED ──────────────► RECLAIMING ──► FREE
 *                        (slot, epoch)         (generation)      (generation)            (slot, epoch)
 *                                                │  ▲ attach                                  ▲
 *                                 memory is short▼  │                                         │
 *                                              DOUBTED ──────────── nobody is attached ───────┘
 *                                            (generation)
 * </pre>
 *
 * A free block's low half is the generation too, which goes up with every publish and every return to a free list, so that
 * no state word but that of a block being claimed comes twice. The size class never changes once it is there, so that the blocks can be walked from the first to the last.
 * {@code in flight} counts what keeps the block although nobody may be attached to it: places that name it for ever.
 * {@code clean} says that the payload of a free block is all zeros. {@code attached} has a bit for each slot whose process
 * uses the block.
 *
 * <p>A <em>part</em> belongs to another block, its owner: a queue's chunks and messages do. It has no guard, but in its place
 *
 * <pre>
 *  40      48           52      56       64
 *  +-------+------------+-------+--------+
 *  | owner | generation | range | number |
 *  +-------+------------+-------+--------+
 * </pre>
 *
 * and is kept while the owner lives and has {@code from <= number < to} for the two longs at {@code range} of its payload.
 */
final class BlockLayout {
    static final long STATE = 0;
    static final long KIND = 8;
    static final long IN_FLIGHT = 12;
    static final long GENERATION = 16;
    static final long CLEAN = 20;
    static final long NEXT = 24;
    static final long PAYLOAD_BYTES = 32;
    static final long GUARD = 40;
    static final long GUARD_BYTES = 24;
    static final long OWNER = GUARD;
    static final long OWNER_GENERATION = OWNER + Long.BYTES;
    static final long RANGE = OWNER_GENERATION + Integer.BYTES;
    static final long NUMBER = RANGE + Integer.BYTES;
    static final long ATTACHED = 64;
    static final long PAYLOAD = 128;

    /** In the kind of a part. */
    static final int PART = 1 << 30;

    static final int FREE = 1;
    static final int OWNED = 2;
    static final int LIVE = 3;
    static final int CLOSED = 4;
    static final int RECLAIMING = 5;
    static final int DOUBTED = 6;

    private static final int STATE_SHIFT = 60;
    private static final int CLASS_SHIFT = 48;
    private static final int SLOT_SHIFT = 32;
    private static final int CLASS_MASK = 0xFFF;
    private static final int SLOT_MASK = 0xFFFF;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private BlockLayout() {}

    static long word(int state, int sizeClass, int slot, int low) {
        return (long) state << STATE_SHIFT
                | (long) sizeClass << CLASS_SHIFT
                | (long) slot << SLOT_SHIFT
                | (low & LOW_MASK);
    }

    static int state(long word) {
        return (int) (word >>> STATE_SHIFT);
    }

    static int sizeClass(long word) {
        return (int) (word >>> CLASS_SHIFT) & CLASS_MASK;
    }

    static int slot(long word) {
        return (int) (word >>> SLOT_SHIFT) & SLOT_MASK;
    }

    static int low(long word) {
        return (int) word;
    }
}
