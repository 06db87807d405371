package dev.offspring.memory;

/**
 * A slot: the row of a process that maps the arena.
 *
 * <pre>
 *  0       4       8     16      24       32           36        128
 *  +-------+-------+-----+-------+--------+------------+------+- - +
 *  | taken | epoch | pid | start | intent | known dead | bell |    |
 *  +-------+-------+-----+-------+--------+------------+------+- - +
 * </pre>
 *
 * Written by its process only, and by whoever holds the slot's lock after that process died. {@code epoch} counts the
 * processes that have had the slot. {@code intent} is the free block that the process is about to take from, or to put
 * on, a free list; 0 for none. {@code known dead} is the last epoch of which somebody has found that its process is gone:
 * whoever reads that need not ask the kernel, and cannot be disturbed by another who is just asking. {@code bell} is one more
 * than the descriptor by which the process wants to be told of processes that come; 0 if it does not.
 */
final class SlotLayout {
    static final long BYTES = 128;

    static final long TAKEN = 0;
    static final long EPOCH = TAKEN + Integer.BYTES;
    static final long PID = EPOCH + Integer.BYTES;
    static final long START = PID + Long.BYTES;
    static final long INTENT = START + Long.BYTES;
    static final long KNOWN_DEAD = INTENT + Long.BYTES;

    static final long BELL = KNOWN_DEAD + Integer.BYTES;

    private SlotLayout() {}

    static long offset(int slot) {
        return SessionLayout.SLOTS + slot * BYTES;
    }
}
