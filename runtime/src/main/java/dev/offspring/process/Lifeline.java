package dev.offspring.process;

import dev.offspring.os.SharedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends this child when its parent is gone, however the parent ended.
 *
 * <p>Only the parent holds the other end of this process's standard input, so its end shows there at once (but for the first {@value #FIRST_READ_MILLIS} ms). But a native
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

    /** No AtomicBoolean: the first VarHandle takes a millisecond of a start. */
    private static final AtomicInteger LOSSES = new AtomicInteger();

    /**
     * How long a child runs before its reader reads, which it cannot do and be released at no cost: a task of less than that ends sooner, and
     * one whose parent dies meanwhile sees it so much later.
     */
    private static final long FIRST_READ_MILLIS = 10;

    private static final String PROBE = "offspring-parent-probe", READER = "offspring-lifeline";

    private final Thread thread;
    private final Reading reading;

    private Lifeline(Thread thread, Reading reading) {
        this.thread = thread;
        this.reading = reading;
    }

    /** Whether the reader may read; or whether it was released before it did. */
    private static final class Reading {
        private static final int AHEAD = 0, BEGUN = 1, RELEASED = 2;

        private final AtomicInteger state = new AtomicInteger();

        /** Waits a while; false if it is released by then. */
        boolean begin() {
            long since = System.nanoTime();
            long whole = TimeUnit.MILLISECONDS.toNanos(FIRST_READ_MILLIS);
            long left = whole;
            while (left > 0 && state.get() == AHEAD) {
                Thread.interrupted(); // by a program that interrupts all threads
                LockSupport.parkNanos(this, left);
                left = since + whole - System.nanoTime();
            }
            return state.compareAndSet(AHEAD, BEGUN);
        }

        /** Whether it has not begun, and will not. */
        boolean isPrevented() {
            return state.compareAndSet(AHEAD, RELEASED);
        }
    }

    static Lifeline watch(ReadableByteChannel parent, Thread target, Boot boot, ChildLink link) {
        if (!boot.keep()) {
            daemon(PROBE, new Probe(boot, link));
        }
        Reading reading = new Reading();
        return new Lifeline(daemon(READER, new Reader(reading, parent, target, boot, link)), reading);
    }

    /** Two threads that watch the parent of a spare, and of the child that it becomes. To start them then would take longer than all the rest. */
    static final class Watchers {
        private final SpareProbe probe = new SpareProbe(parentPid());
        private final SpareReader reader = new SpareReader();
        private final Thread readerThread = daemon(READER, reader);
        private final Reading reading = new Reading();

        Watchers() {
            Thread ignored = daemon(PROBE, probe);
        }

        /** The lifeline of the child, once they {@link #watch}. */
        Lifeline lifeline() {
            return new Lifeline(readerThread, reading);
        }

        /** From now on they watch for the child. */
        void watch(ReadableByteChannel parent, Thread target, Boot boot, ChildLink link) {
            probe.next = boot.keep() ? () -> {} : new Probe(boot, link); // which it sees within a second
            reader.next = new Reader(reading, parent, target, boot, link);
            LockSupport.unpark(readerThread);
        }
    }

    /** Has nothing to read before the spare is a child: until then that reads for itself. */
    private static final class SpareReader implements Runnable {
        private volatile @Nullable Runnable next;

        @Override
        public void run() {
            Runnable work = next;
            while (work == null) {
                LockSupport.park(this);
                Thread.interrupted(); // else it would not park any more
                work = next;
            }
            work.run();
        }
    }

    /** Ends a spare whose parent is gone but whose standard input is not: a stranger may have inherited the other end. */
    private static final class SpareProbe implements Runnable {
        private final long parent;
        private volatile @Nullable Runnable next;

        SpareProbe(long parent) {
            this.parent = parent;
        }

        @Override
        public void run() {
            Runnable work = next;
            while (work == null) {
                LockSupport.parkNanos(PROBE_NANOS);
                work = next;
                // Looked at again: a child that may outlive its parent may have become of it meanwhile.
                if (work == null && parentPid() != parent && next == null) {
                    Runtime.getRuntime().halt(STATUS);
                }
            }
            work.run();
        }
    }

    // No lambda: the first one costs a JVM a megabyte.
    private static long parentPid() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        return parent.isPresent() ? parent.get().pid() : 0;
    }

    /**
     * Stops listening, when the JVM ends anyway.
     *
     * <p>A JVM that ends waits up to 300 ms for threads that are in native code, such as a read. A channel's read can be
     * interrupted, a stream's cannot; but that takes longer than not to begin it. The probe goes on to the end.
     */
    void release() {
        if (!reading.isPrevented()) {
            thread.interrupt();
        }
    }

    /**
     * Ends this process, and what would go on without it: its own children see the end of their lifelines, but one that is
     * stopped sees nothing.
     */
    private static void parentLost(Boot boot, ChildLink link) {
        try {
            if (LOSSES.getAndIncrement() == 0) {
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

    private record Reader(Reading reading, ReadableByteChannel parent, Thread target, Boot boot, ChildLink link)
            implements Runnable {
        @Override
        public void run() {
            if (!reading.begin()) {
                return; // released
            }
            // A direct one: else the channel makes one first, and until that is done the read cannot be interrupted at
            // once.
            ByteBuffer word = ByteBuffer.allocateDirect(1);
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
            } while (parentPid() == boot.parent().pid() && lineage.isCompleteAboveParent());
            lineage.endBelowTheGone(GRACE_NANOS);
            parentLost(boot, link);
        }

        /** Nobody but a user's program that interrupts all threads makes it shorter; the probe goes on. */
        private static void sleep(long nanos) {
            Thread.interrupted();
            LockSupport.parkNanos(nanos);
        }
    }
}
