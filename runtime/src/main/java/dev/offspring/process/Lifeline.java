package dev.offspring.process;

import dev.offspring.os.SharedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this child when its parent is gone, however the parent ended.
 *
 * <p>Only the parent holds the other end of this process's standard input, so its end shows there at once. But a native
 * {@code system("… &")} in the parent may have leaked that end to a stranger: so the child also looks every second
 * whether it still has the same parent and all its ancestors; less often while the system tells it of their deaths.
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

    /** What stopped ancestors get to be killed by who started them. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long LONGEST_FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final AtomicBoolean LOST = new AtomicBoolean();

    private final Thread reader;

    private Lifeline(Thread reader) {
        this.reader = reader;
    }

    static Lifeline watch(ReadableByteChannel parent, Thread target, Boot boot, ChildLink link) {
        if (!boot.keep()) {
            daemon("offspring-parent-probe", new Probe(boot, link));
        }
        return new Lifeline(daemon("offspring-lifeline", new Reader(parent, target, boot, link)));
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

    /**
     * Ends this process, and what would go on without it: its own children see the end of their lifelines, but one that is
     * stopped sees nothing.
     */
    private static void parentLost(Boot boot, ChildLink link) {
        try {
            if (LOST.compareAndSet(false, true)) {
                link.report(LinkLayout.PARENT_LOST, 0); // for a parent that is not lost, after all
                Family.killAll();
                SharedFile.deleteAfter(boot.link());
            } else {
                LockSupport.parkNanos(LONGEST_FAREWELL_NANOS); // the other thread is at it
            }
        } finally {
            // Halts rather than exits: shutdown hooks of the user's could wait for the parent for ever.
            Runtime.getRuntime().halt(STATUS);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 64 * 1024);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private record Reader(ReadableByteChannel parent, Thread target, Boot boot, ChildLink link) implements Runnable {
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
            if (!boot.keep()) {
                parentLost(boot, link);
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

    private record Probe(Boot boot, ChildLink link) implements Runnable {
        @Override
        public void run() {
            Lineage lineage = new Lineage(boot.lineage());
            do {
                // First of all: to look costs a booting JVM 150 classes, and the lifeline is quicker anyway.
                sleep(PROBE_NANOS);
                if (lineage.isTold()) {
                    sleep(LONG_NANOS);
                }
            } while (hasParent() && lineage.isCompleteAboveParent());
            lineage.endBelowTheGone(GRACE_NANOS);
            parentLost(boot, link);
        }

        private boolean hasParent() {
            return ProcessHandle.current()
                    .parent()
                    .map(parent -> parent.pid() == boot.parent().pid())
                    .orElse(false);
        }

        /** Nobody but a user's program that interrupts all threads makes it shorter; the probe goes on. */
        private static void sleep(long nanos) {
            Thread.interrupted();
            LockSupport.parkNanos(nanos);
        }
    }
}
