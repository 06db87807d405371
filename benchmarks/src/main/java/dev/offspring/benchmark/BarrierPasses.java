package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Barrier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** Processes that pass one barrier again and again. */
public final class BarrierPasses {
    private static final int LAPS = 10;

    private BarrierPasses() {}

    @ProcessTarget
    static long[] pass(Barrier barrier, int times) throws InterruptedException, BrokenBarrierException {
        return Laps.nanos(LAPS, () -> {
            for (int i = 0; i < times; i++) {
                barrier.await();
            }
        });
    }

    public static void main(String[] args) throws InterruptedException {
        int processes = Integer.parseInt(args[0]);
        int times = Integer.parseInt(args[1]);
        try (var barrier = Barrier.create(processes)) {
            List<ChildProcess<long[]>> children = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                children.add(BarrierPassesTargets.pass(barrier, times).start());
            }
            System.out.println("ours.barrier " + Laps.median(children) / 1e6);
        }
    }
}
