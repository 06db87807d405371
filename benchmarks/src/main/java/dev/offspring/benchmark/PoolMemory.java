package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** How much memory a pool's worker takes, when it has done some tasks and has nothing to do. */
public final class PoolMemory {
    private static final int TASKS = 10_000;
    private static final long SETTLE_MILLIS = 1_000;

    private PoolMemory() {}

    @ProcessTarget
    static int square(int x) {
        return x * x;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<Integer> items = IntStream.range(0, TASKS).boxed().toList();
        try (Pool pool = Pool.of(Integer.parseInt(args[0]))) {
            pool.forEach(PoolMemoryTargets::square, items);
            Thread.sleep(SETTLE_MILLIS);
            double all = 0;
            for (var worker : pool.stats().workers()) {
                all += IdleMemory.residentMebibytes(worker.pid());
            }
            System.out.println("ours.worker " + all / pool.stats().workers().size());
        }
    }
}
