package dev.offspring.channel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What will be used again: one for the first thread that gives one back, which needs no atomic operation for it, and one for
 * all the others. For who finds none, one is made.
 */
final class Idle<T> {
    private final AtomicReference<@Nullable T> shared = new AtomicReference<>();

    /** Whose {@link #own} is; 0 as long as nobody has given one back. Only that thread uses it. */
    private volatile long owner;

    private @Nullable T own;

    private final Supplier<T> make;

    Idle(Supplier<T> make) {
        this.make = make;
    }

    T take() {
        T taken;
        if (owner == Thread.currentThread().threadId()) {
            taken = own;
            own = null;
        } else {
            taken = shared.getAndSet(null);
        }
        return taken == null ? make.get() : taken;
    }

    void giveBack(T thing) {
        long self = Thread.currentThread().threadId();
        if (owner == self || becomesOwner(self)) {
            own = thing;
        } else {
            shared.setRelease(thing);
        }
    }

    private synchronized boolean becomesOwner(long self) {
        if (owner == 0) {
            owner = self;
        }
        return owner == self;
    }
}
