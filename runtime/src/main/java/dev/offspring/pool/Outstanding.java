package dev.offspring.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items that were read and not handed out, in the order of the input. For one thread. */
final class Outstanding<T> {
    private @Nullable Stretch<T> first;
    private @Nullable Stretch<T> last;
    private int items;
    private long argumentBytes;

    /** How many items they are. */
    int items() {
        return items;
    }

    /** How long the arguments of their tasks are. */
    long argumentBytes() {
        return argumentBytes;
    }

    @Nullable
    Stretch<T> first() {
        return first;
    }

    void add(Stretch<T> stretch) {
        Stretch<T> before = last;
        stretch.before = before;
        if (before == null) {
            first = stretch;
        } else {
            before.after = stretch;
        }
        last = stretch;
        items += stretch.size();
        argumentBytes += stretch.argumentBytes();
    }

    /** An item of it is handed out. */
    void remove(Stretch<T> stretch) {
        items--;
        if (stretch.isOver()) {
            unlink(stretch);
            argumentBytes -= stretch.argumentBytes();
        }
    }

    private void unlink(Stretch<T> stretch) {
        Stretch<T> before = stretch.before;
        Stretch<T> after = stretch.after;
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
        // What is old and dead must not keep what comes after it: a collector of young objects does not know that it is
        // dead.
        stretch.before = null;
        stretch.after = null;
    }

    /** Removes all, of which nobody wants to know; what they became. */
    List<Job> clear() {
        List<Job> jobs = new ArrayList<>();
        for (Stretch<T> stretch = first; stretch != null; stretch = stretch.after) {
            stretch.discard();
            Job job = stretch.job();
            if (job != null) {
                jobs.add(job);
            }
        }
        first = null;
        last = null;
        items = 0;
        argumentBytes = 0;
        return jobs;
    }
}
