package dev.offspring.memory;

import dev.offspring.os.Futex;
import dev.offspring.os.FutexOfMany;
import java.lang.foreign.MemorySegment;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.List;

/**
 * One sleep in a futex that an interrupt ends at once.
 *
 * <p>The kernel knows nothing of {@link Thread#interrupt()}. But the JDK lets whoever blocks in something of its own be told
 * of it: an interruptible channel is "closed" by the thread that interrupts. Closing this one wakes the sleepers of its word or
 * bell, of which all but the interrupted one look at the word and sleep again.
 */
final class InterruptibleSleep extends AbstractInterruptibleChannel {
    private final Runnable wake;

    private InterruptibleSleep(Runnable wake) {
        this.wake = wake;
    }

    /** Sleeps while {@code word} is {@code expected}, for {@code nanos} at most; may return early. It leaves an interrupt set. */
    static void of(MemorySegment word, int expected, long nanos) {
        // An interrupt that comes just before the system call is seen when the slice has ended.
        new InterruptibleSleep(() -> Futex.wake(word, Integer.MAX_VALUE)).run(() -> Futex.await(word, expected, nanos));
    }

    /** As above, and while {@code vigil} has not been rung more often than {@code rings}. No interrupt is missed. */
    static void of(MemorySegment word, int expected, Vigil vigil, int rings, long nanos) {
        new InterruptibleSleep(vigil::ring)
                .run(() -> FutexOfMany.await(List.of(word, vigil.bell()), new int[] {expected, rings}, nanos));
    }

    private void run(Runnable sleep) {
        begin();
        try {
            if (!Thread.currentThread().isInterrupted()) {
                sleep.run();
            }
        } finally {
            finish();
        }
    }

    private void finish() {
        try {
            end(true);
        } catch (AsynchronousCloseException interrupted) {
            // The thread's status says so too, and is what the caller looks at.
        }
    }

    @Override
    protected void implCloseChannel() {
        wake.run();
    }
}
