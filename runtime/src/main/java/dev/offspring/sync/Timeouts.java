package dev.offspring.sync;

import java.time.Duration;

/** Durations as waits want them. For the runtime's own packages. */
public final class Timeouts {
    private Timeouts() {}

    /** In nanoseconds, a negative one as none; more than a long holds is for ever, as with {@link java.util.concurrent.TimeUnit#toNanos}. */
    public static long nanos(Duration timeout) {
        try {
            return Math.max(0, timeout.toNanos());
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
