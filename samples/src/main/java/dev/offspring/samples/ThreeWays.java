package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The same work twice: one after the other, on two threads, and in two processes; with what each took.
 *
 * <p>Python: {@code res += i + i**2 + i**3} a million times, whose sum is beyond 64 bits, so that it needs {@link BigInteger} here.
 * CPython's threads take as long as no threads at all, because only one of them runs at a time, and processes are what makes it
 * faster. Java's threads run side by side: for speed alone they are enough. A process costs its start, and is worth it when the
 * work may crash, must be stopped, or wants a heap of its own.
 */
public final class ThreeWays {
    private static final int TERMS = 1_000_000;
    private static final int TIMES = 2;

    private ThreeWays() {}

    @ProcessTarget
    static BigInteger job(int terms) {
        BigInteger res = BigInteger.ZERO;
        for (int i = 0; i < terms; i++) {
            BigInteger n = BigInteger.valueOf(i);
            res = res.add(n).add(n.pow(2)).add(n.pow(3));
        }
        return res;
    }

    private static BigInteger normal() {
        BigInteger res = BigInteger.ZERO;
        for (int i = 0; i < TIMES; i++) {
            res = res.add(job(TERMS));
        }
        return res;
    }

    private static BigInteger multithread() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(TIMES)) {
            var first = threads.submit(() -> job(TERMS));
            var second = threads.submit(() -> job(TERMS));
            return first.get().add(second.get());
        }
    }

    private static BigInteger multicore() throws InterruptedException {
        try (Pool pool = Pool.of(TIMES)) {
            return pool.reduce(BigInteger.ZERO, BigInteger::add, ThreeWaysTargets::job, List.of(TERMS, TERMS));
        }
    }

    private interface Way {
        BigInteger run() throws InterruptedException, ExecutionException;
    }

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        BigInteger normal = timed("normal", ThreeWays::normal);
        BigInteger multithread = timed("multithread", ThreeWays::multithread);
        BigInteger multicore = timed("multicore", ThreeWays::multicore);
        System.out.println("equal: " + (normal.equals(multithread) && normal.equals(multicore)));
    }

    private static BigInteger timed(String name, Way way) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        BigInteger res = way.run();
        System.out.println(name + ": " + res);
        System.out.printf(Locale.ROOT, "%s time: %.2f s%n", name, (System.nanoTime() - start) / 1e9);
        return res;
    }
}
