package dev.offspring.sync;

import java.time.Duration;

/** Durations as the waits below want them. */
final class Timeouts {
    private Timeouts() {}

    /** In nanoseconds, a negative one as none; more than a long holds is for ever, as with {@link java.util.concurrent.TimeUnit#toNanos}. */
    static long nanos(Duration timeout) {
        try {
            return Math.max(0, timeout.toNanos());
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
