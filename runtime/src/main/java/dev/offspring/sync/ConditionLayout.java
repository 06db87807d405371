package dev.offspring.sync;

/**
 * A condition's payload.
 *
 * <pre>
 *  0         4         8         12            16          20   64
 *  +---------+---------+---------+-------------+-----------+- - +----------------+
 *  | signals | waiting | permits | next ticket | signalled |    | waiting, of    |
 *  | (gate)  |         |         |             | below     |    | each process   |
 *  +---------+---------+---------+-------------+-----------+- - +----------------+
 * </pre>
 *
 * All but {@code signals} and the shares is written by whoever holds the lock, and read by those who wait as a hint. A signal
 * is a permit for one of those whose ticket is lower than {@code signalled below}; whoever takes a permit holds the lock.
 */
final class ConditionLayout {
    static final long SIGNALS = 0;
    static final long WAITING = SIGNALS + Gate.BYTES;
    static final long PERMITS = WAITING + Integer.BYTES;
    static final long NEXT_TICKET = PERMITS + Integer.BYTES;
    static final long SIGNALLED_BELOW = NEXT_TICKET + Integer.BYTES;
    static final long SHARES = 64;
    static final long BYTES = SHARES + Shares.BYTES;

    private ConditionLayout() {}
}
