package dev.offspring.pool;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Consecutive items of a {@link Run} that became one job, and what of them is not handed out yet. For one thread. */
final class Stretch<T> {
    private final @Nullable Object[] items;
    private final long firstIndex;
    private @Nullable Job job;
    private int argumentBytes;

    /** What has arrived and is to be handed out in the order of the input, by where it begins; if that is wanted. */
    private final @Nullable Answer @Nullable [] answers;

    private int left;

    /** Its neighbours among those that are outstanding: see {@link Outstanding}. */
    @Nullable
    Stretch<T> before;

    @Nullable
    Stretch<T> after;

    Stretch(@Nullable Object[] items, long firstIndex, boolean ordered) {
        this.items = items;
        this.firstIndex = firstIndex;
        this.answers = ordered ? new Answer[items.length] : null;
        this.left = items.length;
    }

    int size() {
        return items.length;
    }

    /** How long its arguments are. */
    int argumentBytes() {
        return argumentBytes;
    }

    void runs(Job made) {
        job = made;
        argumentBytes = made.argumentBytes();
    }

    /** The job that its items became; null if there is none. */
    @Nullable
    Job job() {
        return job;
    }

    /** Where an item of it stood in the input. */
    long index(int at) {
        return firstIndex + at;
    }

    /** The item, which is forgotten here. */
    @SuppressWarnings({"unchecked", "NullAway"}) // items alone were put there, of which one may be null
    T take(int at) {
        T item = (T) items[at];
        items[at] = null;
        left--;
        return item;
    }

    /** Nobody wants what has arrived. */
    void discard() {
        if (answers != null) {
            for (Answer answer : answers) {
                if (answer != null) {
                    answer.discard();
                }
            }
        }
    }

    /** Whether all were taken. */
    boolean isOver() {
        return left == 0;
    }

    /** Whether the answer has come whose turn it is. */
    boolean hasNext() {
        return Objects.requireNonNull(answers)[items.length - left] != null;
    }

    /** Keeps an answer until it is its turn. */
    void keep(Answer answer) {
        Objects.requireNonNull(answers)[answer.first()] = answer;
    }

    /** The answer whose turn it is, which is forgotten here; null if it has not come. */
    @Nullable
    Answer takeNext() {
        int at = items.length - left;
        Answer next = Objects.requireNonNull(answers)[at];
        answers[at] = null;
        return next;
    }
}
