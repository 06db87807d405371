package dev.offspring.memory;

/**
 * A slot: the row of a process that maps the arena.
 *
 * <pre>
 *  0       4       8     16      24                128
 *  +-------+-------+-----+-------+--------+- - - - -+
 *  | taken | epoch | pid | start | intent |         |
 *  +-------+-------+-----+-------+--------+- - - - -+
 * </pre>
 *
 * Written by its process only, and by whoever holds the slot's lock after that process died. {@code epoch} counts the
 * processes that have had the slot. {@code intent} is the free block that the process is about to take from, or to put
 * on, a free list; 0 for none.
 */
final class SlotLayout {
    static final long BYTES = 128;

    static final long TAKEN = 0;
    static final long EPOCH = TAKEN + Integer.BYTES;
    static final long PID = EPOCH + Integer.BYTES;
    static final long START = PID + Long.BYTES;
    static final long INTENT = START + Long.BYTES;

    private SlotLayout() {}

    static long offset(int slot) {
        return SessionLayout.SLOTS + slot * BYTES;
    }
}
