package dev.offspring.pool;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Answers on their way from any threads to one: a stack to which many are pushed at once (Treiber, 1986), and which is taken as a
 * whole and turned over.
 */
final class Arrivals {
    private final AtomicReference<@Nullable Answer> pushed = new AtomicReference<>();

    /** What was taken, in the order of arrival; the one thread's. */
    private @Nullable Answer taken;

    /** Pushes a chain of which {@code oldest} is the last. */
    void push(Answer newest, Answer oldest) {
        Answer before;
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
    Answer poll() {
        Answer next = taken;
        if (next == null) {
            next = turnOver(pushed.getAndSet(null));
        }
        if (next == null) {
            return null;
        }
        taken = next.earlier;
        next.earlier = null;
        return next;
    }

    private @Nullable Answer turnOver(@Nullable Answer newest) {
        Answer turned = null;
        Answer answer = newest;
        while (answer != null) {
            Answer earlier = answer.earlier;
            answer.earlier = turned;
            turned = answer;
            answer = earlier;
        }
        return turned;
    }

    /** Nobody wants what has arrived; any thread may say so. */
    void discardPushed() {
        Answer next = pushed.getAndSet(null);
        while (next != null) {
            next.discard();
            next = next.earlier;
        }
    }

    /** Nobody wants what has arrived; the one thread says so. */
    void discard() {
        for (Answer next = poll(); next != null; next = poll()) {
            next.discard();
        }
    }
}
