package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Barrier;
import dev.offspring.sync.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** Two processes add 1 to one shared int, not atomically but under a lock, both at once. */
public final class GuardedAdd {
    private static final int PROCESSES = 2;
    private static final int LAPS = 10;

    private GuardedAdd() {}

    @ProcessTarget
    static long[] add(SharedInt counter, Lock guard, Barrier start, int times)
            throws InterruptedException, BrokenBarrierException {
        return Laps.nanos(LAPS, () -> {
            start.await();
            for (int i = 0; i < times; i++) {
                guard.lock();
                try {
                    counter.set(counter.get() + 1);
                } finally {
                    guard.unlock();
                }
            }
        });
    }

    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[0]);
        try (var counter = SharedInt.create(0);
                var guard = Lock.create();
                var start = Barrier.create(PROCESSES)) {
            List<ChildProcess<long[]>> children = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                children.add(GuardedAddTargets.add(counter, guard, start, times).start());
            }
            double nanos = Laps.median(children);
            int lost = PROCESSES * LAPS * times - counter.get();
            if (lost != 0) {
                throw new IllegalStateException(lost + " additions were lost");
            }
            System.out.println("ours.guarded " + PROCESSES * (times * 1e9 / nanos));
        }
    }
}
