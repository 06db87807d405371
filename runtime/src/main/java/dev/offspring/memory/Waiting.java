package dev.offspring.memory;

import dev.offspring.os.Futex;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waiting until an int in shared memory is no longer what it was, and waking those who wait, in any process.
 *
 * <p>The word is the caller's, and so is the knowledge whether somebody sleeps: a thread that is about to sleep says so in a
 * bit of the word (or of another word), by an atomic operation; whoever changes the word clears the bit in the same step and
 * calls {@link #wake} if it was set. So nothing needs to be counted, a process that is killed in its sleep leaves nothing
 * behind but a bit that the next change clears, and a change that nobody waits for costs no system call.
 *
 * <p>A thread first {@linkplain #spin spins} for some microseconds, never on a single processor, and then sleeps: in a futex,
 * where the system has one that this JVM may call; else, and always with {@code -Doffspring.wait=portable}, until the
 * {@link Poller} finds the word changed. So do virtual threads, for a futex would hold their carrier. Sleep comes in slices:
 * after each the word is read again, and the caller asked whether whoever it waits for is gone. So a wake that never came, because its sender
 * was killed before it or cannot call a futex, costs a slice; where the poller does the reading, no wake is needed at all.
 *
 * <p>A slice is 150 ms. Where nothing but deaths can matter, the first ones only: then the process's {@link Vigil} tells of
 * deaths, and slices are {@value #LONG_SECONDS} s long, later 20 s: only a process that is stopped between a change and its
 * wake costs one. Where there is no vigil, those of waits for which no death matters grow to eight times 150 ms.
 *
 * <p>Any thread of any process may call these methods.
 */
public final class Waiting {
    /** A timeout that does not end in the life of a machine. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** A death is noticed after one slice and a look: 200 ms are promised. */
    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** Where no death can matter, the fourth slice and those after it are eight times as long. */
    private static final int MOST_DOUBLINGS = 3;

    /** After so many slices a wait is a long one. */
    private static final int SHORT_SLICES = 3;

    private static final long LONG_SECONDS = 5;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(LONG_SECONDS);
    private static final int LONG_DOUBLINGS = 2;

    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 500 : 0;

    /** How a wait ended. */
    public enum Outcome {
        /** The word is no longer what was expected. */
        CHANGED,
        TIMED_OUT,
        /** The caller's probe gave up. */
        HOPELESS
    }

    /** What can make the caller's probe give up. */
    public enum Cause {
        /** A death, time, or what others do without waking anybody. */
        ANYTHING,
        /** The death of a process, or the wake that a process did not live to send. */
        DEATH,
        /** Only such a wake. */
        LOST_WAKE
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

            static {
                prepared = true;
            }
        }
    }

    private static volatile boolean prepared;

    private final MemorySegment word;
    private final @Nullable Vigil vigil;
    private final @Nullable Strategy fixed;

    /** The int at {@code offset}, which is a multiple of 4. */
    Waiting(MemorySegment bytes, long offset, @Nullable Vigil vigil, @Nullable Strategy fixed) {
        this.word = bytes.asSlice(offset, Integer.BYTES);
        this.vigil = vigil;
        this.fixed = fixed;
    }

    /** Waiting for an int of memory that is not the session's, but shared by some processes all the same. */
    public static Waiting on(MemorySegment bytes, long offset) {
        return new Waiting(bytes, offset, null, null);
    }

    /** Whether the first sleep has been {@linkplain #prepare prepared}, or has come. */
    public static boolean isPrepared() {
        return prepared;
    }

    /** Does now what the first sleep and the first wake of a sleeper need: in a cold JVM it takes a tenth of a second. */
    public static void prepare() {
        Strategy ignored = Strategy.chosen();
    }

    /** Looks at the word for some microseconds, without sleeping: whether it is no longer {@code expected}. */
    public boolean spin(int expected) {
        boolean changed = value() != expected;
        for (int i = 0; !changed && i < SPINS; i++) {
            Thread.onSpinWait();
            changed = value() != expected;
        }
        return changed;
    }

    /**
     * Sleeps while the word is {@code expected}.
     *
     * @param timeoutNanos longest wait; zero or less does not wait
     * @param hopeless asked after each slice, on this thread: true if the word will not change any more
     * @throws InterruptedException if interrupted before or while waiting; no matter what the word is
     */
    public Outcome await(int expected, long timeoutNanos, BooleanSupplier hopeless) throws InterruptedException {
        return await(expected, timeoutNanos, hopeless, Cause.ANYTHING);
    }

    /** As above; {@code cause} is all that can make {@code hopeless} true. */
    public Outcome await(int expected, long timeoutNanos, BooleanSupplier hopeless, Cause cause)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (int slices = 0; ; slices++) {
            int rings = rings();
            Outcome outcome = outcome(expected, deadline, slices > 0, hopeless);
            if (outcome != null) {
                return outcome;
            }
            sleep(expected, deadline, slices, cause, rings);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** As {@link #await}, but an interrupt does not end it: the thread is interrupted again when it has ended. */
    public Outcome awaitUninterruptibly(int expected, long timeoutNanos, BooleanSupplier hopeless) {
        return awaitUninterruptibly(expected, timeoutNanos, hopeless, Cause.ANYTHING);
    }

    /** As above; {@code cause} is all that can make {@code hopeless} true. */
    public Outcome awaitUninterruptibly(int expected, long timeoutNanos, BooleanSupplier hopeless, Cause cause) {
        long deadline = System.nanoTime() + timeoutNanos;
        boolean interrupted = false;
        try {
            for (int slices = 0; ; slices++) {
                int rings = rings();
                Outcome outcome = outcome(expected, deadline, slices > 0, hopeless);
                if (outcome != null) {
                    return outcome;
                }
                interrupted |= Thread.interrupted(); // an interrupted thread does not park
                sleep(expected, deadline, slices, cause, rings);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Wakes at most {@code count} of the threads that sleep here in a futex; the others see the change by themselves. */
    public void wake(int count) {
        if (strategy() == Strategy.FUTEX) {
            Futex.wake(word, count);
        } else if (vigil != null) {
            vigil.distrust();
        }
    }

    /** Wakes all. */
    public void wakeAll() {
        wake(Integer.MAX_VALUE);
    }

    /** How it ended, or null if it is time to sleep. */
    private @Nullable Outcome outcome(int expected, long deadline, boolean slept, BooleanSupplier hopeless) {
        if (value() != expected) {
            return Outcome.CHANGED;
        }
        if (deadline - System.nanoTime() <= 0) {
            return Outcome.TIMED_OUT;
        }
        return slept && hopeless.getAsBoolean() ? Outcome.HOPELESS : null;
    }

    private void sleep(int expected, long deadline, int slices, Cause cause, int rings) {
        boolean parks = Thread.currentThread().isVirtual() || strategy() == Strategy.PORTABLE;
        Vigil kept = !parks && cause != Cause.ANYTHING && slices >= SHORT_SLICES ? keptVigil() : null;
        long nanos = Math.min(kept != null ? longSlice(slices) : slice(slices, cause), deadline - System.nanoTime());
        if (nanos <= 0) {
            return;
        }
        if (parks) {
            Poller.sleep(word, expected, nanos, slices > 0);
        } else if (kept != null) {
            InterruptibleSleep.of(word, expected, kept, rings, nanos);
        } else {
            InterruptibleSleep.of(word, expected, nanos);
        }
    }

    private int rings() {
        return vigil == null ? 0 : vigil.rings();
    }

    private @Nullable Vigil keptVigil() {
        return vigil != null && vigil.isKept() ? vigil : null;
    }

    private static long longSlice(int slices) {
        return LONG_NANOS << Math.min(slices - SHORT_SLICES, LONG_DOUBLINGS);
    }

    private static long slice(int slices, Cause cause) {
        return cause == Cause.LOST_WAKE ? SLICE_NANOS << Math.min(slices, MOST_DOUBLINGS) : SLICE_NANOS;
    }

    MemorySegment word() {
        return word;
    }

    private int value() {
        return (int) Mapping.INT.getVolatile(word, 0L);
    }

    private Strategy strategy() {
        return fixed == null ? Strategy.chosen() : fixed;
    }
}
