package dev.offspring.channel;

/** What a bounded queue does with an element for which it has no room. */
public enum Overflow {
    /** {@code put} waits for room; {@code offer} waits as long as it is told to. */
    BLOCK,

    /** {@code put} and {@code add} throw {@link IllegalStateException}; {@code offer} returns false at once. */
    FAIL,

    /** The oldest element that nobody has taken makes room. */
    DROP_OLDEST,

    /** The new element is dropped; {@code put} returns, and {@code offer} returns false. */
    DROP_NEWEST
}
