package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tasks one by one: a call and its result, and a number of tasks that are submitted first and asked for afterwards. */
public final class PoolCalls {
    private static final int LAPS = 10;

    private PoolCalls() {}

    @ProcessTarget
    static int square(int x) {
        return x * x;
    }

    interface Caller {
        int call(int x) throws InterruptedException, ExecutionException;
    }

    interface Submitter {
        Future<Integer> submit(int x);
    }

    public static void main(String[] args) throws InterruptedException, BrokenBarrierException {
        int workers = Integer.parseInt(args[0]);
        int calls = Integer.parseInt(args[1]);
        int submits = Integer.parseInt(args[2]);
        try (Pool pool = Pool.of(workers)) {
            printCalls("ours.call", calls, x -> pool.call(PoolCallsTargets.square(x)));
            printSubmits("ours.submit", submits, x -> pool.submit(PoolCallsTargets.square(x)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            printCalls(
                    "threads.call", calls, x -> threads.submit(() -> square(x)).get());
            printSubmits("threads.submit", submits, x -> threads.submit(() -> square(x)));
        }
    }

    private static void check(int x, int squared) {
        if (squared != x * x) {
            throw new IllegalStateException("the square of " + x + " is not " + squared);
        }
    }

    /** Microseconds there and back. */
    private static void printCalls(String key, int times, Caller caller)
            throws InterruptedException, BrokenBarrierException {
        long[] nanos = Laps.nanos(LAPS, () -> {
            for (int i = 0; i < times; i++) {
                try {
                    check(i, caller.call(i));
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        System.out.println(key + " " + Laps.median(nanos) / times / 1e3);
    }

    /** Tasks a second, from the first submit to the last result. */
    private static void printSubmits(String key, int times, Submitter submitter)
            throws InterruptedException, BrokenBarrierException {
        long[] nanos = Laps.nanos(LAPS, () -> {
            List<Future<Integer>> futures = new ArrayList<>(times);
            for (int i = 0; i < times; i++) {
                futures.add(submitter.submit(i));
            }
            for (int i = 0; i < times; i++) {
                try {
                    check(i, futures.get(i).get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        System.out.println(key + " " + times * 1e9 / Laps.median(nanos));
    }
}
