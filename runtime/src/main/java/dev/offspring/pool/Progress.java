package dev.offspring.pool;

import org.jspecify.annotations.Nullable;

/**
 * Is told how a {@link Pool#map map} or the like gets on: {@code pool.watched(progress).map(…)}. Its methods are called by the
 * thread that asks for results, so that they may take their time, and must not throw.
 *
 * @see ProgressBar
 */
public interface Progress {
    /** It begins, with so many items; −1 if that is not known. */
    default void begin(long total) {}

    /** An item is done; {@code failure} is why it has no result, or null if it has one. */
    void done(@Nullable Object item, @Nullable RuntimeException failure);

    /** It is over: finished, given up, or failed. Once. */
    default void end() {}
}
