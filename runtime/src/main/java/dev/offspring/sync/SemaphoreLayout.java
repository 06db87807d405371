package dev.offspring.sync;

/**
 * A semaphore's payload.
 *
 * <pre>
 *  0          4        8      16      24       64
 *  +----------+--------+------+-------+- - - - +---------------------------+
 *  | releases | number | turn | claim |        | permits, of each process  |
 *  | (gate)   |        |      |       |        | (owned semaphores only)   |
 *  +----------+--------+------+-------+- - - - +---------------------------+
 *
 *  turn:  63     40 39    32 31      13 12        3 2   0
 *        |  needs  |  nonce |  epoch   | slot + 1  |  0  |
 * </pre>
 *
 * {@code number}: the permits that are there; of an owned semaphore, those that there are in all, never changed.
 * {@code turn}: the thread that has waited for long, and how many permits it waits for; 0 for none.
 */
final class SemaphoreLayout {
    static final long RELEASES = 0;
    static final long NUMBER = RELEASES + Gate.BYTES;
    static final long TURN = NUMBER + Integer.BYTES;
    static final long CLAIM = TURN + Long.BYTES;
    static final long SHARES = 64;

    static final long PLAIN_BYTES = SHARES;
    static final long OWNED_BYTES = SHARES + Shares.BYTES;

    private SemaphoreLayout() {}
}
