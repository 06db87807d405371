package dev.offspring.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;

/**
 * Ends this child when its parent is gone, however the parent ended.
 *
 * <p>Only the parent holds the other end of this process's standard input, so its end shows there at once. But a native
 * {@code system("… &")} in the parent may have leaked that end to a stranger: so the child also looks every second
 * whether it still has the same parent.
 */
final class Lifeline {
    /** What a child that lost its parent exits with: as if hung up on. */
    static final int STATUS = Signals.STATUS_BASE + Signals.HUP;

    /** The parent asks for an interrupt of the target's thread. */
    static final int INTERRUPT = 'I';

    private static final long PROBE_MILLIS = 1_000;

    private final Thread reader;

    private Lifeline(Thread reader) {
        this.reader = reader;
    }

    static Lifeline watch(ReadableByteChannel parent, long parentPid, Thread target, boolean keep) {
        if (!keep) {
            daemon("offspring-parent-probe", new Probe(parentPid));
        }
        return new Lifeline(daemon("offspring-lifeline", new Reader(parent, target, keep)));
    }

    /**
     * Stops listening, when the JVM ends anyway.
     *
     * <p>A JVM that ends waits up to 300 ms for threads that are in native code, such as a read. A channel's read can be
     * interrupted, a stream's cannot. The probe goes on to the end.
     */
    void release() {
        reader.interrupt();
    }

    // Halts rather than exits: shutdown hooks of the user's could wait for the parent for ever.
    private static void parentLost() {
        Runtime.getRuntime().halt(STATUS);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 64 * 1024);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private record Reader(ReadableByteChannel parent, Thread target, boolean keep) implements Runnable {
        @Override
        public void run() {
            ByteBuffer word = ByteBuffer.allocate(1);
            try {
                while (parent.read(word.clear()) >= 0) {
                    if (word.get(0) == INTERRUPT) {
                        Self.interrupt(target);
                    }
                }
            } catch (ClosedByInterruptException e) {
                return; // released
            } catch (IOException e) {
                // A pipe that cannot be read is a parent that cannot be heard.
            }
            if (!keep) {
                parentLost();
            }
        }
    }

    private record Probe(long parentPid) implements Runnable {
        @Override
        public void run() {
            do {
                // First of all: to look costs a booting JVM 150 classes, and the lifeline is quicker anyway.
                sleep();
            } while (ProcessHandle.current()
                    .parent()
                    .map(parent -> parent.pid() == parentPid)
                    .orElse(false));
            parentLost();
        }

        private static void sleep() {
            try {
                Thread.sleep(PROBE_MILLIS);
            } catch (InterruptedException e) {
                // Nobody but a user's program that interrupts all threads does this; the probe goes on.
            }
        }
    }
}
