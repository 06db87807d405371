package dev.offspring.pool;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The items that have an answer, on their way from any threads to one: a stack to which many are pushed at once (Treiber, 1986),
 * and which is taken as a whole and turned over.
 */
final class Arrivals<T> {
    private final AtomicReference<@Nullable Entry<T>> pushed = new AtomicReference<>();

    /** What was taken, in the order of arrival; the one thread's. */
    private @Nullable Entry<T> taken;

    /** Pushes a chain of which {@code oldest} is the last. */
    void push(Entry<T> newest, Entry<T> oldest) {
        Entry<T> before;
        do {
            before = pushed.get();
            oldest.earlier = before;
        } while (!pushed.compareAndSet(before, newest));
    }

    boolean isEmpty() {
        return taken == null && pushed.get() == null;
    }

    /** The next; null if there is none. */
    @Nullable
    Entry<T> poll() {
        Entry<T> next = taken;
        if (next == null) {
            next = turnOver(pushed.getAndSet(null));
        }
        taken = next == null ? null : next.earlier;
        return next;
    }

    private @Nullable Entry<T> turnOver(@Nullable Entry<T> newest) {
        Entry<T> turned = null;
        Entry<T> entry = newest;
        while (entry != null) {
            Entry<T> earlier = entry.earlier;
            entry.earlier = turned;
            turned = entry;
            entry = earlier;
        }
        return turned;
    }

    void clear() {
        pushed.set(null);
        taken = null;
    }
}
