package dev.offspring.process;

import dev.offspring.error.StartException;
import dev.offspring.os.Background;
import dev.offspring.os.SharedFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The children of this process: their numbers, who is alive, and their end when this process ends. */
final class Family {
    /** Children of children of …: deeper is a program that starts itself. */
    private static final int DEEPEST = Integer.getInteger("offspring.maxDepth", 10);

    /** What children get to end by themselves when this process ends. */
    private static final Duration EXIT_GRACE = Duration.ofMillis(Long.getLong("offspring.exitGraceMillis", 1_500));

    /** A timer counts nanoseconds in a long. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    /** What the kernel gets to take a killed process down. */
    private static final long REAPING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final Duration AFTER_THE_END = Duration.ofMillis(500);

    /** The children have been ended, as far as they end with this process. */
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private static volatile boolean ending;

    private static final AtomicInteger STARTED = new AtomicInteger();

    /** By their numbers. */
    private static final Map<Integer, ChildProcess<?>> ALIVE = new ConcurrentSkipListMap<>();

    private Family() {}

    /** The number of the next child. */
    static int nextNumber() {
        return STARTED.incrementAndGet();
    }

    /** {@code greet-1} in the root; {@code greet-1:2} in its child {@code …-1}. */
    static String name(ProcessInfo self, String target, int number) {
        String path = self.isRoot() ? "" : self.name().substring(self.name().lastIndexOf('-') + 1) + ":";
        return target + "-" + path + number;
    }

    static void checkMayStart(Task<?> task, ProcessInfo self) {
        if (!Self.targetRuns()) {
            throw new IllegalStateException(self.name() + " cannot start " + task + " before its own target begins:"
                    + " a static initialiser that starts processes would start them again in every child;"
                    + " start them from a method, or only if Processes.current().isRoot()");
        }
        if (self.depth() >= DEEPEST) {
            throw new StartException(self.name() + " cannot start " + task + ": it is " + self.depth()
                    + " processes deep, which looks like a program that starts itself;"
                    + " if it is meant, raise -Doffspring.maxDepth");
        }
        if (!isToBeEnded()) {
            throw new StartException(self.name() + " cannot start " + task + ": it is ending, and nobody would be left"
                    + " to end its child; start it before the end");
        }
    }

    /** Whether what is started from now on is ended with this JVM; false if that is ending already. */
    static boolean isToBeEnded() {
        return Hook.isInstalled();
    }

    static void add(ChildProcess<?> child) {
        Terminals.hear();
        ALIVE.put(child.number(), child);
    }

    static void remove(ChildProcess<?> child) {
        ALIVE.remove(child.number());
    }

    static List<ChildProcess<?>> active() {
        List<ChildProcess<?>> active = new ArrayList<>();
        for (ChildProcess<?> child : ALIVE.values()) {
            if (child.isAlive()) {
                active.add(child);
            }
        }
        return active;
    }

    /** Runs something later, for certain; what it gives back can take it back. */
    static ScheduledFuture<?> after(Duration delay, Runnable action) {
        long nanos = delay.compareTo(LONGEST_DELAY) < 0 ? delay.toNanos() : LONGEST_DELAY.toNanos();
        return Timer.EXECUTOR.schedule(action, nanos, TimeUnit.NANOSECONDS);
    }

    /** One thread for all deadlines; what runs on it only sends signals. */
    private static final class Timer {
        static final ScheduledThreadPoolExecutor EXECUTOR = create();

        private static ScheduledThreadPoolExecutor create() {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                    1, Background.thread("offspring-timer").factory());
            executor.setRemoveOnCancelPolicy(true);
            return executor;
        }
    }

    /** Ends the children when this JVM ends, in bounded time. */
    private static final class Hook extends Thread {
        private static boolean installed;

        private Hook() {
            super("offspring-exit");
        }

        @Override
        public void run() {
            try {
                endAll();
            } finally {
                ENDED.countDown();
            }
        }

        /** False if this JVM is ending already. */
        static synchronized boolean isInstalled() {
            try {
                if (!installed) {
                    Runtime.getRuntime().addShutdownHook(new Hook());
                    installed = true;
                    SharedFile.keepUntil(ENDED);
                }
                return !ending;
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }

    /** Ctrl-C is heard from the first child on; after its start, for until that nothing depends on it. */
    private static final class Terminals {
        static {
            if (Self.process().isRoot()) {
                Interrupts.install();
            }
        }

        static void hear() {}
    }

    /** The children that are alive and end with this process. */
    static List<ChildProcess<?>> endedWithParent() {
        List<ChildProcess<?>> children = new ArrayList<>(ALIVE.values());
        children.removeIf(ChildProcess::outlivesParent);
        return children;
    }

    /** Kills all that would end with this process, and their descendants. Does not wait. */
    static void killAll() {
        Spares.OWN.end();
        endedWithParent().forEach(child -> child.signal(true));
    }

    /**
     * Tells of a child's end. When this process is ending, that is told a moment later: its end shall not look like their death to
     * those who wait for them; but a hook of the user's that waits does not wait for ever.
     */
    static void tell(Runnable end) {
        if (ending) {
            // Not on the timer's own thread: what is told may be code of the program's, and wait for another end.
            var _ = after(
                    AFTER_THE_END, () -> Background.thread("offspring-end").start(end));
        } else {
            end.run();
        }
    }

    private static void endAll() {
        ending = true;
        Spares.OWN.end();
        List<ChildProcess<?>> children = endedWithParent();
        for (ChildProcess<?> child : children) {
            child.signal(false);
        }
        long deadline = System.nanoTime() + EXIT_GRACE.toNanos();
        for (ChildProcess<?> child : children) {
            if (!child.end().awaitGone(Math.max(0, deadline - System.nanoTime()))) {
                child.signal(true);
            }
        }
        for (ChildProcess<?> child : children) {
            child.awaitDescendants(deadline - System.nanoTime());
        }
        long last = System.nanoTime() + REAPING_NANOS;
        for (ChildProcess<?> child : children) {
            child.end().awaitGone(Math.max(0, last - System.nanoTime()));
        }
    }
}
