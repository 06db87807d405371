package dev.offspring.memory;

import dev.offspring.os.Futex;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waiting until an int in shared memory is no longer what it was, and waking those who wait, in any process.
 *
 * <pre>
 *  0      4         8
 *  +------+---------+
 *  | word | waiters |
 *  +------+---------+
 * </pre>
 *
 * The word is the caller's: it is changed by a volatile write or an atomic operation, and {@link #wake} called after that.
 * {@code waiters} counts the threads that may be asleep in the kernel: while it is 0, a wake is one read. A process that is
 * killed in its sleep leaves it too high, which costs later wakes a system call each and does no other harm.
 *
 * <p>A thread spins for some microseconds, never on a single processor, and then sleeps: in a futex, where the system has
 * one that this JVM may call; else, and always with {@code -Doffspring.wait=portable}, until the {@link Poller} finds the
 * word changed. So do virtual threads, for a futex would hold their carrier. Sleep comes in slices: after each the word is
 * read again, and the caller asked whether whoever it waits for is gone. So a wake that never came, because its sender was
 * killed before it or cannot call a futex, costs a slice; and an interrupt may take one to be seen. A slice is 50 ms; where the
 * poller does the reading, the later ones are up to 400 ms, and only the probe is asked more seldom.
 *
 * <p>Any thread of any process may call these methods.
 */
public final class Waiting {
    /** A timeout that does not end in the life of a machine. */
    public static final long FOREVER = Long.MAX_VALUE;

    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int MOST_DOUBLINGS = 3;
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 500 : 0;

    /** How a wait ended. */
    public enum Outcome {
        /** The word is no longer what was expected. */
        CHANGED,
        TIMED_OUT,
        /** The caller's probe gave up. */
        HOPELESS
    }

    /** How threads sleep. */
    enum Strategy {
        FUTEX,
        PORTABLE;

        /** Asked by the first thread that must sleep or wake a sleeper: the answer may cost the linking of a C function. */
        static Strategy chosen() {
            return Chosen.STRATEGY;
        }

        private static final class Chosen {
            static final Strategy STRATEGY =
                    "portable".equals(System.getProperty("offspring.wait")) || !Futex.isAvailable() ? PORTABLE : FUTEX;
        }
    }

    private final MemorySegment word;
    private final @Nullable Strategy fixed;

    /** The eight bytes at {@code offset}, which is a multiple of 4. */
    Waiting(MemorySegment bytes, long offset) {
        this(bytes, offset, null);
    }

    Waiting(MemorySegment bytes, long offset, @Nullable Strategy fixed) {
        this.word = bytes.asSlice(offset, 2 * Integer.BYTES);
        this.fixed = fixed;
    }

    /**
     * Waits while the word is {@code expected}.
     *
     * @param timeoutNanos longest wait; zero or less does not wait
     * @param hopeless asked after each slice, on this thread: true if the word will not change any more
     * @throws InterruptedException if interrupted before or while waiting; no matter what the word is
     */
    public Outcome await(int expected, long timeoutNanos, BooleanSupplier hopeless) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (int slices = 0; ; slices++) {
            Outcome outcome = outcome(expected, deadline, slices > 0, hopeless);
            if (outcome != null) {
                return outcome;
            }
            sleep(expected, deadline, slices);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** As {@link #await}, but an interrupt does not end it: the thread is interrupted again when it has ended. */
    public Outcome awaitUninterruptibly(int expected, long timeoutNanos, BooleanSupplier hopeless) {
        long deadline = System.nanoTime() + timeoutNanos;
        boolean interrupted = false;
        try {
            for (int slices = 0; ; slices++) {
                Outcome outcome = outcome(expected, deadline, slices > 0, hopeless);
                if (outcome != null) {
                    return outcome;
                }
                interrupted |= Thread.interrupted(); // an interrupted thread does not park
                sleep(expected, deadline, slices);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Wakes at most {@code count} of the threads that sleep here in a futex; the others see the change by themselves. */
    public void wake(int count) {
        if ((int) Mapping.INT.getVolatile(word, (long) Integer.BYTES) != 0 && strategy() == Strategy.FUTEX) {
            Futex.wake(word, count);
        }
    }

    /** Wakes all. */
    public void wakeAll() {
        wake(Integer.MAX_VALUE);
    }

    /** How it ended, or null if it is time to sleep. */
    private @Nullable Outcome outcome(int expected, long deadline, boolean slept, BooleanSupplier hopeless) {
        boolean changed = value() != expected;
        for (int i = 0; !slept && !changed && i < SPINS; i++) {
            Thread.onSpinWait();
            changed = value() != expected;
        }
        if (changed) {
            return Outcome.CHANGED;
        }
        if (deadline - System.nanoTime() <= 0) {
            return Outcome.TIMED_OUT;
        }
        return slept && hopeless.getAsBoolean() ? Outcome.HOPELESS : null;
    }

    private void sleep(int expected, long deadline, int slices) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return;
        }
        if (Thread.currentThread().isVirtual() || strategy() == Strategy.PORTABLE) {
            // There may be thousands of them, and no wake is lost that needs none: so they soon sleep longer.
            long slice = SLICE_NANOS << Math.min(slices, MOST_DOUBLINGS);
            Poller.sleep(word, expected, Math.min(slice, left), slices > 0);
            return;
        }
        Mapping.INT.getAndAdd(word, (long) Integer.BYTES, 1);
        try {
            Futex.await(word, expected, Math.min(SLICE_NANOS, left));
        } finally {
            Mapping.INT.getAndAdd(word, (long) Integer.BYTES, -1);
        }
    }

    private int value() {
        return (int) Mapping.INT.getVolatile(word, 0L);
    }

    private Strategy strategy() {
        return fixed == null ? Strategy.chosen() : fixed;
    }
}
