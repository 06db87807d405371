package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts and joins an empty target: the first of this process's life, then a number of them. With a second argument it first waits until
 * there is a class-data cache, and says so in the names of its figures.
 */
public final class StartLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StartLoop() {}

    @ProcessTarget
    static void empty() {}

    @ProcessTarget
    static boolean hasCache() throws IOException {
        return Files.readString(Path.of("/proc/self/maps")).contains(".aot");
    }

    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[0]);
        String name = "ours.";
        if (args.length > 1) {
            name += args[1] + ".";
            awaitCache();
        }
        System.out.println(name + "first " + startAndJoinMillis());
        startAndJoinMillis();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            millis.add(startAndJoinMillis());
        }
        System.out.println(name + "start " + Samples.median(millis));
    }

    /** Waits until there is a class-data cache for children. */
    static void awaitCache() throws InterruptedException {
        await(StartLoop::hasCacheInChild);
    }

    /** Waits until there is one for the workers of pools. */
    static void awaitCacheOfWorkers() throws InterruptedException {
        await(StartLoop::hasCacheInWorker);
    }

    private interface Look {
        boolean isThere() throws InterruptedException;
    }

    private static void await(Look cache) throws InterruptedException {
        long begin = System.nanoTime();
        while (!cache.isThere()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("there is no class-data cache after " + PATIENCE);
            }
        }
    }

    private static boolean hasCacheInChild() throws InterruptedException {
        try (var child = StartLoopTargets.hasCache().start()) {
            return child.result();
        }
    }

    private static boolean hasCacheInWorker() throws InterruptedException {
        try (Pool pool = Pool.of(1)) {
            return pool.call(StartLoopTargets.hasCache());
        }
    }

    private static double startAndJoinMillis() throws InterruptedException {
        long begin = System.nanoTime();
        var child = StartLoopTargets.empty().start();
        child.join();
        long end = System.nanoTime();
        if (child.exitCode().orElseThrow() != 0) {
            throw new IllegalStateException("the child ended with " + child.exitCode());
        }
        return (end - begin) / 1e6;
    }
}
