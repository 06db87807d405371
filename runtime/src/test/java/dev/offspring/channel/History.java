package dev.offspring.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What some threads did with a queue and when, and whether it could have happened one after the other: the search of Wing and Gong
 * (1993), which forgets what it has tried.
 */
final class History {
    /** An element that was put, or taken; or the answer of an operation that did neither. */
    static final long NONE = -1;

    /** An element offered ({@code put}), or asked for; between these two moments; with this result. */
    record Event(boolean put, long element, long from, long to) {
        /** Whether it says that the queue was full or empty. */
        boolean isRefusal() {
            return element < 0;
        }

        @Override
        public String toString() {
            String what = put ? (isRefusal() ? "full" : "put " + element) : (isRefusal() ? "empty" : "took " + element);
            return what + " [" + from + ", " + to + "]";
        }
    }

    private final List<Event> events;
    private final int capacity;
    private final boolean dropsOldest;
    private final Set<String> tried = new HashSet<>();

    /** Of a queue of this capacity, 0 for none, which was empty before. */
    History(List<Event> events, int capacity, boolean dropsOldest) {
        this.events = new ArrayList<>(events);
        this.events.sort(Comparator.comparingLong(Event::from));
        this.capacity = capacity;
        this.dropsOldest = dropsOldest;
    }

    boolean isLinearizable() {
        return search(0, List.of());
    }

    private boolean search(int done, List<Long> content) {
        if (done == (1 << events.size()) - 1) {
            return true;
        }
        if (!tried.add(done + ":" + content)) {
            return false;
        }
        long firstEnd = Long.MAX_VALUE;
        for (int i = 0; i < events.size(); i++) {
            if ((done >> i & 1) == 0) {
                firstEnd = Math.min(firstEnd, events.get(i).to());
            }
        }
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if ((done >> i & 1) == 0 && event.from() <= firstEnd) {
                List<Long> after = after(event, content);
                if (after != null && search(done | 1 << i, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is in the queue when this has happened; null if it cannot happen now. */
    private @org.jspecify.annotations.Nullable List<Long> after(Event event, List<Long> content) {
        boolean full = capacity > 0 && content.size() >= capacity;
        if (event.isRefusal()) {
            return (event.put() ? full && !dropsOldest : content.isEmpty()) ? content : null;
        }
        List<Long> after = new ArrayList<>(content);
        if (event.put()) {
            if (full && !dropsOldest) {
                return null;
            }
            if (full) {
                after.removeFirst();
            }
            after.add(event.element());
            return after;
        }
        return !after.isEmpty() && after.removeFirst() == event.element() ? after : null;
    }

    @Override
    public String toString() {
        return "capacity " + capacity + (dropsOldest ? ", drops the oldest" : "") + ": " + events;
    }
}
