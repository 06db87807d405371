package dev.offspring.process;

import dev.offspring.memory.Vigil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this child when its parent is gone, however the parent ended.
 *
 * <p>Only the parent holds the other end of this process's standard input, so its end shows there at once. But a native
 * {@code system("… &")} in the parent may have leaked that end to a stranger: so the child also looks every second
 * whether it still has the same parent; less often while the system tells it of its parent's death.
 */
final class Lifeline {
    /** What a child that lost its parent exits with: as if hung up on. */
    static final int STATUS = Signals.STATUS_BASE + Signals.HUP;

    /** The parent asks for an interrupt of the target's thread. */
    static final int INTERRUPT = 'I';

    /** The parent asks what the threads do, because it is about to end this process. */
    static final int DUMP = 'D';

    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** While this process is told of its parent's death otherwise. */
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Thread reader;

    private Lifeline(Thread reader) {
        this.reader = reader;
    }

    static Lifeline watch(ReadableByteChannel parent, long parentPid, Thread target, boolean keep, ChildLink link) {
        if (!keep) {
            daemon("offspring-parent-probe", new Probe(parentPid, link));
        }
        return new Lifeline(daemon("offspring-lifeline", new Reader(parent, target, keep, link)));
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
    private static void parentLost(ChildLink link) {
        link.report(LinkLayout.PARENT_LOST, 0); // for a parent that is not lost, after all
        Runtime.getRuntime().halt(STATUS);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 64 * 1024);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private record Reader(ReadableByteChannel parent, Thread target, boolean keep, ChildLink link) implements Runnable {
        @Override
        public void run() {
            ByteBuffer word = ByteBuffer.allocate(1);
            try {
                while (parent.read(word.clear()) >= 0) {
                    if (word.get(0) == INTERRUPT) {
                        Self.interrupt(target);
                    } else if (word.get(0) == DUMP) {
                        daemon("offspring-dump", new Dump(target, link));
                    }
                }
            } catch (ClosedByInterruptException e) {
                return; // released
            } catch (IOException e) {
                // A pipe that cannot be read is a parent that cannot be heard.
            }
            if (!keep) {
                parentLost(link);
            }
        }
    }

    /** On a thread of its own: to stop the others may take for ever, and the parent may die meanwhile. */
    private record Dump(Thread target, ChildLink link) implements Runnable {
        @Override
        public void run() {
            link.reportDump(ThreadDump.ofThisProcess(target));
        }
    }

    private record Probe(long parentPid, ChildLink link) implements Runnable {
        @Override
        public void run() {
            do {
                // First of all: to look costs a booting JVM 150 classes, and the lifeline is quicker anyway.
                sleep(PROBE_NANOS);
                if (Vigil.unparksAtDeathOf(parentPid)) {
                    sleep(LONG_NANOS);
                }
            } while (ProcessHandle.current()
                    .parent()
                    .map(parent -> parent.pid() == parentPid)
                    .orElse(false));
            parentLost(link);
        }

        /** Nobody but a user's program that interrupts all threads makes it shorter; the probe goes on. */
        private static void sleep(long nanos) {
            Thread.interrupted();
            LockSupport.parkNanos(nanos);
        }
    }
}
