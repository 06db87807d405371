package dev.offspring.memory;

import dev.offspring.os.Futex;
import dev.offspring.os.FutexOfMany;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that waits until any of several words is no longer what it was, or this process rings: in {@code futex_waitv} where
 * the system has it, and else by looking at them at an ever slower pace. For one thread.
 */
public final class WaitingForAny {
    private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Thread thread = Thread.currentThread();
    private final List<MemorySegment> words = new ArrayList<>();
    private final MemorySegment bell = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    private long park = FIRST_PARK_NANOS;

    /** Of these words. */
    public WaitingForAny(List<Waiting> waitings) {
        for (Waiting waiting : waitings) {
            words.add(waiting.word());
        }
        words.add(bell);
    }

    /** Any thread of this process ends the wait. */
    public void ring() {
        Mapping.INT.getAndAdd(bell, 0L, 1);
        LockSupport.unpark(thread);
        if (usesFutex()) {
            Futex.wake(bell, Integer.MAX_VALUE);
        }
    }

    private boolean usesFutex() {
        return !thread.isVirtual()
                && words.size() <= FutexOfMany.MOST
                && Waiting.Strategy.chosen() == Waiting.Strategy.FUTEX
                && FutexOfMany.isAvailable();
    }

    /** How often it was rung; to be read before the last look. */
    public int rings() {
        return (int) Mapping.INT.getVolatile(bell, 0L);
    }

    /** Sleeps while all words are as expected, and it has not been rung, for {@code nanos} at most; may return early. */
    public void sleep(int[] expected, int rings, long nanos) throws InterruptedException {
        if (usesFutex()) {
            int[] all = java.util.Arrays.copyOf(expected, expected.length + 1);
            all[expected.length] = rings;
            new Sleep().run(all, Math.min(nanos, Waiting.SLICE_NANOS));
        } else {
            LockSupport.parkNanos(this, Math.min(nanos, park));
            park = Math.min(2 * park, LAST_PARK_NANOS);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** One that an interrupt ends: see {@link InterruptibleSleep}. */
    private final class Sleep extends AbstractInterruptibleChannel {
        void run(int[] expected, long nanos) {
            begin();
            try {
                if (!Thread.currentThread().isInterrupted()) {
                    FutexOfMany.await(words, expected, nanos);
                }
            } finally {
                try {
                    end(true);
                } catch (AsynchronousCloseException interrupted) {
                    // The thread's status says so too.
                }
            }
        }

        @Override
        protected void implCloseChannel() {
            ring();
        }
    }
}
