package dev.offspring.pool;

/** Times of tasks in 24 bits: 19 that count, and a shift. At most one part in half a million is lost. */
final class Ticks {
    private static final int DIGITS = 19;
    private static final int SHIFT_BITS = 5;
    private static final int SHIFT_MASK = (1 << SHIFT_BITS) - 1;

    private Ticks() {}

    static int of(long nanos) {
        long positive = Math.max(0, nanos);
        int shift = Math.min(SHIFT_MASK, Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(positive) - DIGITS));
        return (int) Math.min(positive >>> shift, (1L << DIGITS) - 1) << SHIFT_BITS | shift;
    }

    static long nanos(int ticks) {
        return (long) (ticks >>> SHIFT_BITS) << (ticks & SHIFT_MASK);
    }
}
