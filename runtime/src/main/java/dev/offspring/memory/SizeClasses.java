package dev.offspring.memory;

/** Sizes of blocks with their headers: 192, 256, 384, 512, 768, … : powers of two, and half-way between them. */
final class SizeClasses {
    private static final int SMALLEST_POWER = 7;

    static final int COUNT = SessionLayout.FREE_LIST_COUNT;

    private SizeClasses() {}

    static long bytes(int sizeClass) {
        int power = SMALLEST_POWER + (sizeClass + 1) / 2;
        return sizeClass % 2 == 0 ? (3L << power) / 2 : 1L << power;
    }

    /** The smallest class that holds {@code bytes}, or COUNT if none does. */
    static int of(long bytes) {
        if (bytes <= bytes(0)) {
            return 0;
        }
        int power = Long.SIZE - Long.numberOfLeadingZeros(bytes - 1);
        int exact = 2 * (power - SMALLEST_POWER) - 1;
        return Math.min(COUNT, bytes <= bytes(exact - 1) ? exact - 1 : exact);
    }
}
