package dev.offspring.memory;

import dev.offspring.os.Futex;
import java.lang.foreign.MemorySegment;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * One sleep in a futex that an interrupt ends at once.
 *
 * <p>The kernel knows nothing of {@link Thread#interrupt()}. But the JDK lets whoever blocks in something of its own be told
 * of it: an interruptible channel is "closed" by the thread that interrupts. Closing this one wakes the sleepers of its word,
 * of which all but the interrupted one look at the word and sleep again.
 */
final class InterruptibleSleep extends AbstractInterruptibleChannel {
    private final MemorySegment word;

    private InterruptibleSleep(MemorySegment word) {
        this.word = word;
    }

    /** Sleeps while {@code word} is {@code expected}, for {@code nanos} at most; may return early. It leaves an interrupt set. */
    static void of(MemorySegment word, int expected, long nanos) {
        InterruptibleSleep sleep = new InterruptibleSleep(word);
        sleep.begin();
        try {
            // An interrupt that comes between this look and the system call is seen when the slice has ended.
            if (!Thread.currentThread().isInterrupted()) {
                Futex.await(word, expected, nanos);
            }
        } finally {
            sleep.finish();
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
        Futex.wake(word, Integer.MAX_VALUE);
    }
}
