package dev.offspring.channel;

/** What a bounded queue does with an element for which it has no room. */
public enum Overflow {
    /** {@code put} waits for room; {@code offer} waits as long as it is told to. */
    BLOCK(0),

    /** {@code put} and {@code add} throw {@link IllegalStateException}; {@code offer} returns false at once. */
    FAIL(1),

    /**
     * The oldest element that nobody has taken makes room. If a consumer was stopped just when it took one, so that nobody knows
     * which is the oldest, the new element is dropped after 100 ms, as with {@link #DROP_NEWEST}.
     */
    DROP_OLDEST(2),

    /** The new element is dropped; {@code put} returns, and {@code offer} returns false. */
    DROP_NEWEST(3);

    private final int number;

    Overflow(int number) {
        this.number = number;
    }

    boolean drops() {
        return this == DROP_OLDEST || this == DROP_NEWEST;
    }

    /** As it stands in shared memory. */
    int number() {
        return number;
    }

    static Overflow of(int number) {
        return switch (number) {
            case 1 -> FAIL;
            case 2 -> DROP_OLDEST;
            case 3 -> DROP_NEWEST;
            default -> BLOCK;
        };
    }
}
