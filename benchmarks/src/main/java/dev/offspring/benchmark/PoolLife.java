package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.util.ArrayList;
import java.util.List;

/** A pool that is made, used once and closed: the first of this process's life, then, when there is a class-data cache for workers, a number of them. */
public final class PoolLife {
    private PoolLife() {}

    @ProcessTarget
    static int square(int x) {
        return x * x;
    }

    public static void main(String[] args) throws InterruptedException {
        int workers = Integer.parseInt(args[0]);
        int times = Integer.parseInt(args[1]);
        System.out.println("ours.pool.first " + millis(workers));
        StartLoop.awaitCacheOfWorkers();
        millis(workers);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            millis.add(millis(workers));
        }
        System.out.println("ours.pool " + Samples.median(millis));
    }

    /** An item for each worker, so that none is spared: a pool starts no more workers than it has tasks. */
    private static double millis(int workers) throws InterruptedException {
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            items.add(i);
        }
        long begin = System.nanoTime();
        List<Integer> squares;
        try (Pool pool = Pool.of(workers)) {
            squares = pool.map(PoolLifeTargets::square, items);
        }
        long end = System.nanoTime();
        if (squares.getLast() != (workers - 1) * (workers - 1)) {
            throw new IllegalStateException("the squares are " + squares);
        }
        return (end - begin) / 1e6;
    }
}
