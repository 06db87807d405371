package dev.offspring.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/**
 * How many workers may die by themselves within a period: Erlang's restart intensity. For one thread at a time.
 */
final class Budget {
    private static final int CAUSES_KEPT = 10;

    private final int most;
    private final Duration period;
    private final ArrayDeque<Long> deaths = new ArrayDeque<>();
    private final ArrayDeque<Throwable> causes = new ArrayDeque<>();

    Budget(int most, Duration period) {
        this.most = most;
        this.period = period;
    }

    /** A worker has died; whether it may be replaced. */
    boolean allows(Throwable cause, long nowNanos) {
        causes.addLast(cause);
        if (causes.size() > CAUSES_KEPT) {
            causes.removeFirst();
        }
        deaths.addLast(nowNanos);
        while (nowNanos - deaths.getFirst() > period.toNanos()) {
            deaths.removeFirst();
        }
        return deaths.size() <= most;
    }

    /** The last causes, latest last. */
    List<Throwable> causes() {
        return List.copyOf(causes);
    }

    @Override
    public String toString() {
        return most + " within " + period.toMillis() + " ms";
    }
}
