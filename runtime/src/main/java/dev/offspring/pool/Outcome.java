package dev.offspring.pool;

import org.jspecify.annotations.Nullable;

/**
 * What became of one item of {@link Pool#outcomes}.
 *
 * <pre>{@code
 * switch (outcome) {
 *     case Outcome.Done(Path file, long index, Thumb thumb) -> …
 *     case Outcome.Failed(Path file, long index, RuntimeException why) -> …
 * }
 * }</pre>
 *
 * @param <T> the item
 * @param <R> what its task gives back
 */
public sealed interface Outcome<T, R extends @Nullable Object> {
    /** The item. */
    T item();

    /** Where it stood in the input: from 0 on. */
    long index();

    /** Its task returned {@code value}. */
    record Done<T, R extends @Nullable Object>(T item, long index, R value) implements Outcome<T, R> {}

    /**
     * Its task has no result. {@code why} is a {@link dev.offspring.error.TaskFailedException} if it threw, a
     * {@link dev.offspring.error.ChildDiedException} if its worker died or it ran too long, a
     * {@link dev.offspring.error.TransferException} if it could not be encoded, or what the function that makes tasks threw.
     */
    record Failed<T, R extends @Nullable Object>(T item, long index, RuntimeException why) implements Outcome<T, R> {}
}
