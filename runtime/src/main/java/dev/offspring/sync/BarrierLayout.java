package dev.offspring.sync;

/**
 * A barrier's payload.
 *
 * <pre>
 *  0          4         8       16      64          72
 *  +----------+---------+-------+-------+- - - +-----------+-----------+- - -
 *  | releases | parties | state | ended |      | arrival 0 | arrival 1 | …
 *  | (gate)   |         |       |       |      |           |           |
 *  +----------+---------+-------+-------+- - - +-----------+-----------+- - -
 *
 *  state:   63     32 31   1     0           arrival:  63     32 31      13 12        3 2   0
 *          |  round  |  era  | broken |               |  round  |  epoch   | slot + 1  |  0  |
 *
 *  round, era ──last arrives──► round + 1, era
 *      └──timeout, death, …───► broken ──reset()──► round + 1, era + 1
 * </pre>
 *
 * {@code state} is the commit word. An arrival is one CAS into the first cell that is not of this round; who fills the last
 * cell ends the round. {@code ended} is the last round of the era before this one: rounds before it were passed.
 */
final class BarrierLayout {
    static final long RELEASES = 0;
    static final long PARTIES = RELEASES + Gate.BYTES;
    static final long STATE = 8;
    static final long ENDED = STATE + Long.BYTES;
    static final long ARRIVALS = 64;

    private static final int ROUND_SHIFT = 32;
    private static final long LOW = 0xFFFF_FFFFL;
    private static final long BROKEN = 1;

    private BarrierLayout() {}

    static long arrival(int cell) {
        return ARRIVALS + (long) cell * Long.BYTES;
    }

    /** Rounds begin with 1: cells of a new barrier are of none. */
    static long firstState() {
        return 1L << ROUND_SHIFT;
    }

    static int round(long word) {
        return (int) (word >>> ROUND_SHIFT);
    }

    static int era(long state) {
        return (int) (state & LOW) >>> 1;
    }

    static boolean isBroken(long state) {
        return (state & BROKEN) != 0;
    }

    static long passed(long state) {
        return (long) (round(state) + 1) << ROUND_SHIFT | (state & LOW);
    }

    static long broken(long state) {
        return state | BROKEN;
    }

    static long reset(long state) {
        return (long) (round(state) + 1) << ROUND_SHIFT | (((long) (era(state) + 1) << 1) & LOW);
    }

    /** Round and era, as {@code ended} has them, in an order that grows: eras first. */
    static long ended(long state) {
        return (long) era(state) << ROUND_SHIFT | (round(state) & LOW);
    }

    static long arrival(long state, long process) {
        return (long) round(state) << ROUND_SHIFT | process;
    }
}
