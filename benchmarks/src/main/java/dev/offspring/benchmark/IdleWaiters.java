package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Event;
import dev.offspring.sync.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much of a processor many processes take together that do nothing but wait, half for a lock and half for an event. */
public final class IdleWaiters {
    /** A JVM that has just booted compiles what it has just run: that is not what waiting costs. */
    private static final long SETTLE_MILLIS = 15_000;

    /** As long as their longest slices: each looks once. */
    private static final long MEASURED_MILLIS = 20_000;

    /** Of utime in /proc/PID/stat, counted after the name; stime follows. */
    private static final int UTIME = 11;

    /** A kernel's clock tick for user space, on all machines that Java runs on. */
    private static final double TICK_MILLIS = 10;

    private IdleWaiters() {}

    @ProcessTarget
    static void lock(Lock door, SharedInt present) {
        present.addAndGet(1);
        try (var _ = door.hold()) {
            present.addAndGet(-1);
        }
    }

    @ProcessTarget
    static void await(Event bell, SharedInt present) throws InterruptedException {
        present.addAndGet(1);
        bell.await();
        present.addAndGet(-1);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int processes = Integer.parseInt(args[0]);
        try (var door = Lock.create();
                var bell = Event.create();
                var present = SharedInt.create(0)) {
            List<ChildProcess<Void>> children = new ArrayList<>();
            try (var _ = door.hold()) {
                for (int i = 0; i < processes; i++) {
                    children.add(
                            i % 2 == 0
                                    ? IdleWaitersTargets.lock(door, present).start()
                                    : IdleWaitersTargets.await(bell, present).start());
                }
                while (present.get() < processes) {
                    Thread.sleep(1);
                }
                Thread.sleep(SETTLE_MILLIS);
                double before = processorMillis(children);
                Thread.sleep(MEASURED_MILLIS);
                double took = processorMillis(children) - before;
                if (present.get() != processes) {
                    throw new IllegalStateException(processes - present.get() + " processes do not wait any more");
                }
                System.out.println("ours.idle " + 100 * took / MEASURED_MILLIS);
            }
            bell.set();
            for (var child : children) {
                child.join();
            }
        }
    }

    private static double processorMillis(List<ChildProcess<Void>> children) throws IOException {
        long ticks = 0;
        for (var child : children) {
            String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
        }
        return ticks * TICK_MILLIS;
    }
}
