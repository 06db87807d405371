package dev.offspring.memory;

import dev.offspring.os.Background;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes threads that wait for words of shared memory and cannot sleep in a futex: one platform thread for this JVM reads
 * the words of all of them, at first after microseconds, then ever more seldom, and begins anew whenever a thread comes or
 * is woken. A virtual thread that waits costs one read each time, not a switch.
 */
final class Poller {
    private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Set<Sleeper> SLEEPERS = ConcurrentHashMap.newKeySet();
    private static final Thread THREAD = start();

    private static volatile boolean news;
    private static volatile boolean idle;

    private Poller() {}

    /** By identity: a thread's sleeps are told from each other. */
    private static final class Sleeper {
        private final Thread thread = Thread.currentThread();
        private final MemorySegment word;
        private final int expected;

        Sleeper(MemorySegment word, int expected) {
            this.word = word;
            this.expected = expected;
        }

        boolean isOver() {
            return (int) Mapping.INT.getVolatile(word, 0L) != expected;
        }
    }

    /**
     * Parks while {@code word} still holds {@code expected}, for {@code nanos} at most; may return early.
     *
     * @param again whether the thread has just slept for the same: then it is no news, and the word is read at the old pace
     */
    static void sleep(MemorySegment word, int expected, long nanos, boolean again) {
        Sleeper sleeper = new Sleeper(word, expected);
        SLEEPERS.add(sleeper);
        try {
            if (!again) {
                news = true;
            }
            if (!again || idle) {
                LockSupport.unpark(THREAD);
            }
            LockSupport.parkNanos(sleeper, nanos);
        } finally {
            SLEEPERS.remove(sleeper);
        }
    }

    private static Thread start() {
        return Background.thread("offspring-waits").start(Poller::poll);
    }

    private static void poll() {
        long park = FIRST_PARK_NANOS;
        while (true) {
            idle = true; // before the look: whoever comes after it sees this, and unparks
            if (SLEEPERS.isEmpty()) {
                LockSupport.park(SLEEPERS);
                idle = false;
            } else {
                idle = false;
                LockSupport.parkNanos(SLEEPERS, park);
            }
            boolean busy = news;
            news = false;
            busy |= wake();
            park = busy ? FIRST_PARK_NANOS : Math.min(2 * park, LAST_PARK_NANOS);
        }
    }

    private static boolean wake() {
        boolean woken = false;
        for (Iterator<Sleeper> sleepers = SLEEPERS.iterator(); sleepers.hasNext(); ) {
            Sleeper sleeper = sleepers.next();
            if (sleeper.isOver()) {
                sleepers.remove();
                LockSupport.unpark(sleeper.thread);
                woken = true;
            }
        }
        return woken;
    }
}
