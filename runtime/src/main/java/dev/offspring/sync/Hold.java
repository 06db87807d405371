package dev.offspring.sync;

import dev.offspring.memory.Handle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How deep the owning thread is in a lock, as long as its owner is a thread of this process.
 *
 * <p>It is kept here, and not in shared memory, because an owner that was stopped and given up wakes in the middle of
 * anything: what it then writes must not be what the new owner counts by. All {@code Lock} objects of one lock have the same
 * {@code Hold}; one that has not been sent anywhere has no need to be found.
 */
final class Hold {
    private static final Map<Handle, Known> KNOWN = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Hold> FORGOTTEN = new ReferenceQueue<>();

    /** Those that are deeper than once: they must be there when the thread unlocks by another object for the same lock. */
    private static final Set<Hold> DEEP = ConcurrentHashMap.newKeySet();

    /** Entries after the first; touched by the owner only. */
    int again;

    /** The owner takes it once more. */
    void enterAgain() {
        enter(again + 1);
    }

    /** The owner gives it back, but not for the last time. */
    void leaveOnce() {
        // Another thread of this process may have broken the lock in this moment, and begun anew.
        enter(Math.max(0, again - 1));
    }

    /** The owner has it so often after the first time. */
    void enter(int times) {
        if (times > 0 && again == 0) {
            DEEP.add(this);
        } else if (times == 0 && again > 0) {
            DEEP.remove(this);
        }
        again = times;
    }

    /** The one of a lock that may have others in this process already. */
    static Hold of(Handle lock) {
        return known(lock, new Hold());
    }

    /** Makes this one the one of its lock, because the lock's handle is about to leave this process and may come back. */
    void publish(Handle lock) {
        if (known(lock, this) != this) {
            throw new IllegalStateException("a lock has two depths: " + lock);
        }
    }

    private static Hold known(Handle lock, Hold fresh) {
        while (FORGOTTEN.poll() instanceof Known old) {
            KNOWN.remove(old.lock, old);
        }
        while (true) {
            Known there = KNOWN.computeIfAbsent(lock, handle -> new Known(handle, fresh));
            Hold hold = there.get();
            if (hold != null) {
                return hold;
            }
            KNOWN.remove(lock, there);
        }
    }

    private static final class Known extends WeakReference<Hold> {
        private final Handle lock;

        Known(Handle lock, Hold hold) {
            super(hold, FORGOTTEN);
            this.lock = lock;
        }
    }
}
