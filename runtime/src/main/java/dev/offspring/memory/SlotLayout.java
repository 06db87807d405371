package dev.offspring.memory;

/**
 * A process's row in the table.
 *
 * <pre>
 *  0       4       8      16           24       32          128
 *  +-------+-------+------+------------+--------+- - - - - -+
 *  | state | epoch | pid  | start time | intent | (unused)  |
 *  +-------+-------+------+------------+--------+- - - - - -+
 *
 *  FREE ──lock byte, epoch + 1──► USED ──death──► USED, the lock byte free ──recovered──► FREE
 *                                                        └──taken over by a new process, which recovers it first──► USED
 * </pre>
 * The row's first byte is also the range of the file lock: who holds it lives. The intent is the offset of the block that
 * this process is changing, or zero.
 */
final class SlotLayout {
    static final long STRIDE = 128;
    static final long STATE = 0, EPOCH = 4, PID = 8, START_TIME = 16, INTENT = 24, END = 32;
    static final int FREE = 0, USED = 1;

    private SlotLayout() {}

    static long row(int slot) {
        return SessionLayout.SLOTS + slot * STRIDE;
    }
}
