package dev.offspring.sync;

/**
 * A lock: the guard in the header of its block.
 *
 * <pre>
 *  0       8        16      24
 *  +-------+--------+-------+
 *  | owner | breaks |       |
 *  +-------+--------+-------+
 *
 *  owner:   63       32 31      13 12        3 2 1 0
 *          |  thread   |  epoch   | slot + 1  |S|Q|C|
 * </pre>
 *
 * {@code owner} is the commit word: every change of hands is one CAS on all of it. It is 0, or {@code S} alone, while nobody
 * has the lock. Its low half is what waiting threads sleep on.
 *
 * <ul>
 *   <li>{@code C}ontended: somebody may be asleep; whoever unlocks wakes one.
 *   <li>{@code Q}uiet: taken for a moment by the runtime itself; if its owner dies, the next one just takes it.
 *   <li>{@code S}tarving: somebody has waited for long; once it is free, a thread that has not slept yet may not take it.
 * </ul>
 *
 * {@code breaks} counts how often the lock was taken from an owner that had not unlocked it.
 */
final class LockLayout {
    static final long OWNER = 0;
    static final long BREAKS = OWNER + Long.BYTES;

    static final long CONTENDED = 1;
    static final long QUIET = 2;
    static final long STARVING = 4;
    static final long FLAGS = CONTENDED | QUIET | STARVING;

    private static final int SLOT_SHIFT = 3;
    private static final int SLOT_MASK = 0x3FF;
    private static final int EPOCH_SHIFT = 13;
    private static final int EPOCH_MASK = 0x7FFFF;
    private static final int THREAD_SHIFT = 32;

    private LockLayout() {}

    /** What a process's owner words have in common. */
    static long process(int slot, int epoch) {
        return (long) (epoch & EPOCH_MASK) << EPOCH_SHIFT | (long) (slot + 1) << SLOT_SHIFT;
    }

    /** The owner word of a thread. */
    static long owner(long process, long thread) {
        return thread << THREAD_SHIFT | process;
    }

    static boolean isFree(long word) {
        return (word & ~FLAGS) == 0;
    }

    static int slot(long word) {
        return (int) (word >>> SLOT_SHIFT & SLOT_MASK) - 1;
    }

    static boolean isOfEpoch(long word, int epoch) {
        return (word >>> EPOCH_SHIFT & EPOCH_MASK) == (epoch & EPOCH_MASK);
    }

    static long thread(long word) {
        return word >>> THREAD_SHIFT;
    }
}
