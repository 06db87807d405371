package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts and joins an empty target: the first of this process's life, then a number of them. With a second argument it first waits until
 * there is a class-data cache, and says so in the names of its figures.
 */
public final class StartLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StartLoop() {}

    @ProcessTarget
    static void empty() {}

    /** The name of this process's class-data cache, or nothing. */
    @ProcessTarget
    static String cache() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.endsWith(".aot"))
                    .map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .findFirst()
                    .orElse("");
        }
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
        await(() -> !ofChild().isEmpty());
    }

    /** Waits until there is one for the workers of pools, which use that of children until then. */
    static void awaitCacheOfWorkers() throws InterruptedException {
        awaitCache();
        String ofChildren = ofChild();
        await(() -> !ofWorker().equals(ofChildren));
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

    private static String ofChild() throws InterruptedException {
        try (var child = StartLoopTargets.cache().start()) {
            return child.result();
        }
    }

    private static String ofWorker() throws InterruptedException {
        try (Pool pool = Pool.of(1)) {
            return pool.call(StartLoopTargets.cache());
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
