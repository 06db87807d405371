package dev.offspring.memory;

/**
 * An entry of the table of globals, found by the hash of its name.
 *
 * <pre>
 *  0     8             16      24      32           64
 *  +-----+-------------+-------+-------+------------+
 *  | key | layout hash | claim | block | generation |
 *  +-----+-------------+-------+-------+------------+
 * </pre>
 *
 * The key is set once, by CAS. Layout, block and generation are written under the claim and may be read when that says
 * {@link Claim#DONE}.
 */
final class GlobalLayout {
    static final long BYTES = 64;

    static final long KEY = 0;
    static final long LAYOUT = KEY + Long.BYTES;
    static final long CLAIM = LAYOUT + Long.BYTES;
    static final long BLOCK = CLAIM + Long.BYTES;
    static final long GENERATION = BLOCK + Long.BYTES;

    private GlobalLayout() {}

    static long offset(int entry) {
        return SessionLayout.GLOBALS + entry * BYTES;
    }
}
