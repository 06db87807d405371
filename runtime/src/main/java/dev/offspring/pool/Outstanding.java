package dev.offspring.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items that were read and not handed out, in the order of the input. For one thread. */
final class Outstanding<T> {
    private @Nullable Entry<T> first;
    private @Nullable Entry<T> last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Entry<T> first() {
        return first;
    }

    void add(Entry<T> entry) {
        Entry<T> before = last;
        entry.before = before;
        if (before == null) {
            first = entry;
        } else {
            before.after = entry;
        }
        last = entry;
        size++;
    }

    void remove(Entry<T> entry) {
        Entry<T> before = entry.before;
        Entry<T> after = entry.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        size--;
    }

    /** Removes all; those that have no answer. */
    List<Job> clear() {
        List<Job> unanswered = new ArrayList<>();
        for (Entry<T> entry = first; entry != null; entry = entry.after) {
            Job job = entry.job();
            if (job != null && !entry.isAnswered()) {
                unanswered.add(job);
            }
        }
        first = null;
        last = null;
        size = 0;
        return unanswered;
    }
}
