package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Maps a tiny function over ints: one at a time, as many at a time as the pool thinks best, and on threads of this JVM. */
public final class PoolMap {
    private static final int LAPS = 10;

    private PoolMap() {}

    @ProcessTarget
    static int square(int x) {
        return x * x;
    }

    public static void main(String[] args) throws InterruptedException, BrokenBarrierException {
        int workers = Integer.parseInt(args[0]);
        List<Integer> few = ints(Integer.parseInt(args[1]));
        List<Integer> many = ints(Integer.parseInt(args[2]));
        try (Pool pool = Pool.of(workers)) {
            print("ours.map.one", few, () -> pool.chunked(1).map(PoolMapTargets::square, few));
            print("ours.map.auto", many, () -> pool.map(PoolMapTargets::square, many));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            print("threads.map", few, () -> onThreads(threads, few));
        }
    }

    private static List<Integer> ints(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    interface Mapping {
        List<Integer> run() throws InterruptedException;
    }

    private static void print(String key, List<Integer> items, Mapping mapping)
            throws InterruptedException, BrokenBarrierException {
        long[] nanos = Laps.nanos(LAPS, () -> {
            List<Integer> squares = mapping.run();
            for (int i = 0; i < items.size(); i++) {
                if (squares.get(i) != i * i) {
                    throw new IllegalStateException("the square of " + i + " is not " + squares.get(i));
                }
            }
        });
        System.out.println(key + " " + items.size() * 1e9 / Laps.median(nanos));
    }

    private static List<Integer> onThreads(ExecutorService threads, List<Integer> items) throws InterruptedException {
        List<Callable<Integer>> tasks = new ArrayList<>(items.size());
        for (int item : items) {
            tasks.add(() -> square(item));
        }
        List<Integer> squares = new ArrayList<>(items.size());
        for (var future : threads.invokeAll(tasks)) {
            try {
                squares.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return squares;
    }
}
