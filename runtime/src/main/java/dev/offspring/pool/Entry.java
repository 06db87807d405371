package dev.offspring.pool;

import dev.offspring.wire.Decoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One item of a {@link Run}, and what became of it. */
final class Entry<T extends @Nullable Object> {
    private final T item;
    private final long index;
    private @Nullable Job job;
    private volatile @Nullable Answer answer;

    /** Its neighbours among those that are outstanding: see {@link Outstanding}. */
    @Nullable
    Entry<T> before;

    @Nullable
    Entry<T> after;

    /** The one that has arrived before it: see {@link Arrivals}. */
    @Nullable
    Entry<T> earlier;

    Entry(T item, long index) {
        this.item = item;
        this.index = index;
    }

    T item() {
        return item;
    }

    /** Where it stood in the input. */
    long index() {
        return index;
    }

    /** The task that was made of it; null if none could be made. */
    @Nullable
    Job job() {
        return job;
    }

    void runs(Job made) {
        job = made;
    }

    boolean isAnswered() {
        return answer != null;
    }

    void answer(Answer given) {
        answer = given;
    }

    /**
     * The result; null also for a target that gives nothing.
     *
     * @throws RuntimeException why there is none
     */
    Object value(Decoder decoder) {
        Answer given = Objects.requireNonNull(answer);
        Job made = job;
        RuntimeException failure = given.failure();
        if (made == null) {
            throw failure != null ? failure : new IllegalStateException("an item without a task has no result");
        }
        return given.value(made, decoder);
    }

    /** How long its arguments are. */
    long argumentBytes() {
        Job made = job;
        return made == null ? 0 : made.argumentBytes;
    }

    /** How long its result is. */
    long resultBytes() {
        Answer given = answer;
        return given == null ? 0 : given.bytes().length;
    }
}
