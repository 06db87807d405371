package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.shared.SharedInt;
import java.util.ArrayList;
import java.util.List;

/** Two processes add 1 to one shared int, atomically, both at once. */
public final class AtomicAdd {
    private static final int PROCESSES = 2;
    private static final int WARM_UP = 1_000_000;

    private AtomicAdd() {}

    /** Waits until all are there, then adds; returns the nanoseconds that its adds took. */
    @ProcessTarget
    static long add(SharedInt counter, SharedInt present, int times) {
        addMany(counter, WARM_UP);
        present.addAndGet(1);
        while (present.get() < PROCESSES) {
            Thread.onSpinWait();
        }
        long begin = System.nanoTime();
        addMany(counter, times);
        return System.nanoTime() - begin;
    }

    private static void addMany(SharedInt counter, int times) {
        for (int i = 0; i < times; i++) {
            counter.getAndAdd(1);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[0]);
        try (var counter = SharedInt.create(0);
                var present = SharedInt.create(0)) {
            List<ChildProcess<Long>> children = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                children.add(AtomicAddTargets.add(counter, present, times).start());
            }
            long slowestNanos = 0;
            for (var child : children) {
                slowestNanos = Math.max(slowestNanos, child.result());
            }
            int expected = PROCESSES * (times + WARM_UP);
            if (counter.get() != expected) {
                throw new IllegalStateException(expected - counter.get() + " additions were lost");
            }
            System.out.println("ours.adds " + PROCESSES * (times * 1e9 / slowestNanos));
        }
    }
}
