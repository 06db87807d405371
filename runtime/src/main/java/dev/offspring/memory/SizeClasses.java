package dev.offspring.memory;

/** The sizes that blocks come in: four steps to each doubling, so that at most a fifth is unused. Multiples of 64. */
final class SizeClasses {
    private static final int SMALLEST_LOG = 8;
    private static final int STEPS_LOG = 2;
    private static final int STEPS = 1 << STEPS_LOG;

    /** Up to 2^46 bytes, which no machine has. */
    static final int COUNT = STEPS * (46 - SMALLEST_LOG);

    private SizeClasses() {}

    /** The smallest class whose blocks hold {@code bytes}, header included. */
    static int of(long bytes) {
        int log = Math.max(SMALLEST_LOG, Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes));
        int sizeClass = (log - SMALLEST_LOG) << STEPS_LOG;
        while (sizeClass < COUNT && size(sizeClass) < bytes) {
            sizeClass++;
        }
        return sizeClass;
    }

    static long size(int sizeClass) {
        long power = 1L << (SMALLEST_LOG + (sizeClass >> STEPS_LOG));
        return power + (power >> STEPS_LOG) * (sizeClass & (STEPS - 1));
    }
}
