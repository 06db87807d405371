package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work for processors alone, on one thread, on some threads of this JVM, and in as many processes: how many times as fast. */
public final class PoolScaling {
    private static final int LAPS = 6;
    private static final int TASKS = 100;

    private PoolScaling() {}

    /** The longest way down to 1 from a number below {@code limit}, by halving it or trebling it and adding 1. */
    @ProcessTarget
    static int longestWay(int limit) {
        int longest = 0;
        for (int start = 1; start < limit; start++) {
            int steps = 0;
            for (long number = start; number != 1; steps++) {
                number = (number & 1) == 0 ? number >> 1 : 3 * number + 1;
            }
            longest = Math.max(longest, steps);
        }
        return longest;
    }

    interface Job {
        List<Integer> run() throws InterruptedException;
    }

    public static void main(String[] args) throws InterruptedException, BrokenBarrierException {
        int workers = Integer.parseInt(args[0]);
        List<Integer> limits = Collections.nCopies(TASKS, Integer.parseInt(args[1]));
        List<Integer> expected = new ArrayList<>();
        double alone = nanos(
                () -> {
                    expected.clear();
                    limits.forEach(limit -> expected.add(longestWay(limit)));
                    return expected;
                },
                expected);
        System.out.println("plain.job " + alone / 1e6);
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            System.out.println("threads.speedup " + alone / nanos(() -> onThreads(threads, limits), expected));
        }
        try (Pool pool = Pool.of(workers)) {
            System.out.println("ours.speedup "
                    + alone / nanos(() -> pool.map(PoolScalingTargets::longestWay, limits), expected));
        }
    }

    private static double nanos(Job job, List<Integer> expected) throws InterruptedException, BrokenBarrierException {
        return Laps.median(Laps.nanos(LAPS, () -> {
            if (!job.run().equals(expected)) {
                throw new IllegalStateException("the results are not equal");
            }
        }));
    }

    private static List<Integer> onThreads(ExecutorService threads, List<Integer> limits) throws InterruptedException {
        List<Callable<Integer>> tasks = new ArrayList<>();
        limits.forEach(limit -> tasks.add(() -> longestWay(limit)));
        List<Integer> ways = new ArrayList<>();
        for (var future : threads.invokeAll(tasks)) {
            try {
                ways.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return ways;
    }
}
