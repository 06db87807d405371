package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.pool.Results;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * What a pool gives back: a result in the future, all results in order, one result after the other, each with a time to wait if
 * one likes.
 *
 * <p>Python: {@code pool.apply_async(f, (10,)).get(timeout=1)}, {@code pool.map(f, range(10))}, {@code it = pool.imap(f, range(10))},
 * {@code next(it)}, {@code it.next(timeout=1)}. The time to wait is ten seconds here where Python's is one: a worker is a JVM, which
 * may take its time to start on a machine that is busy. A wait that is over leaves the task alone: it is {@code cancel} that stops
 * it.
 */
public final class PoolResults {
    private static final Duration LONG = Duration.ofSeconds(10);

    private PoolResults() {}

    @ProcessTarget
    static int f(int x) {
        return x * x;
    }

    @ProcessTarget
    static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    public static void main(String[] args) throws InterruptedException, ExecutionException, TimeoutException {
        List<Integer> range = IntStream.range(0, 10).boxed().toList();
        try (Pool pool = Pool.of(4)) {
            var result = pool.submit(PoolResultsTargets.f(10));
            System.out.println(result.get(LONG.toSeconds(), TimeUnit.SECONDS));

            System.out.println(pool.map(PoolResultsTargets::f, range));

            try (Results<Integer> it = pool.stream(PoolResultsTargets::f, range)) {
                System.out.println(it.next());
                System.out.println(it.next());
                System.out.println(it.next(LONG));
            }

            var sleep = pool.submit(PoolResultsTargets.sleep(LONG));
            try {
                sleep.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                System.out.println("TimeoutException");
                sleep.cancel(true);
            }
        }
    }
}
