package dev.offspring.pool;

import java.time.Duration;

/**
 * How long tasks take: counts in buckets of which each is an eighth of its power of two wide, so that a percentile is right to
 * 12 %. For one thread at a time.
 */
final class Durations {
    private static final int STEPS_BITS = 3;
    private static final int STEPS = 1 << STEPS_BITS;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private long total;

    /** So many took so long each. */
    void add(long nanos, int tasks) {
        counts[bucket(Math.max(0, nanos))] += tasks;
        total += tasks;
    }

    private static int bucket(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEPS_BITS;
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    private static long middle(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((long) (bucket % STEPS + STEPS) << shift) + (1L << shift) / 2;
    }

    /** What the given part of the tasks took at most; zero if there were none. */
    Duration percentile(double part) {
        long wanted = (long) Math.ceil(total * part);
        for (int i = 0; i < counts.length && total > 0; i++) {
            wanted -= counts[i];
            if (wanted <= 0) {
                return Duration.ofNanos(middle(i));
            }
        }
        return Duration.ZERO;
    }
}
