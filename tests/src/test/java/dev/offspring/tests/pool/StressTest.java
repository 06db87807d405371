package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.TaskFuture;
import dev.offspring.process.Processes;
import dev.offspring.process.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at random: {@code -Pstress} for longer, {@code -Doffspring.test.seed=} for once more. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class StressTest {
    private static final boolean LONG = Boolean.getBoolean("offspring.stress");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 8;
    private static final long MEMORY_SLACK = 8L << 20;

    private static Random random() {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        System.out.println("StressTest: -Doffspring.test.seed=" + seed);
        return new Random(seed);
    }

    private static PoolOptions options(int workers) {
        return PoolOptions.create().workers(workers).heap("32m").grace(Duration.ofMillis(200));
    }

    /** A task, and how often its callback was called. */
    private record Given(TaskFuture<Integer> future, AtomicInteger called) {}

    /**
     * Property: whatever eight threads do with pools at once, each task has exactly one outcome and each callback is called once; and
     * afterwards no process is left, and not more threads and descriptors than before.
     */
    @Test
    void everythingAtOnce_leavesOneOutcomePerTaskAndNothingElse() throws Exception {
        Random random = random();
        round(random.nextLong()); // whatever is made once is made now
        await().atMost(PATIENCE).until(() -> Processes.activeChildren().isEmpty());
        long descriptors = descriptors();
        int threads = Thread.activeCount();
        long memory = memory();
        for (int i = LONG ? 100 : 4; i > 0; i--) {
            round(random.nextLong());
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Processes.activeChildren()).isEmpty());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 10));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 10));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(memory()).isLessThan(memory + MEMORY_SLACK));
    }

    /** What is in use after a collection. */
    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private static void round(long seed) throws Exception {
        List<Given> all = new CopyOnWriteArrayList<>();
        AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
        Random seeds = new Random(seed);
        Pool pool = Pool.with(options(2).closeTimeout(Duration.ofSeconds(seeds.nextInt(2) + 1)));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            long its = seeds.nextLong();
            boolean ends = i == 0;
            Thread thread = Thread.ofPlatform().unstarted(() -> act(pool, new Random(its), ends, all));
            thread.setUncaughtExceptionHandler((who, thrown) -> problem.set(thrown));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).as("seed %d", seed).isTrue();
        }
        pool.close();
        assertThat(problem.get()).as("seed %d", seed).isNull();
        assertThat(pool.isTerminated()).as("seed %d: %s", seed, pool).isTrue();
        for (Given given : all) {
            if (given.called.get() == 0) { // a look costs a tenth of a second
                await("seed " + seed + ": callback of " + given.future)
                        .atMost(PATIENCE)
                        .until(() -> given.called.get() > 0);
            }
            assertThat(given.called).as("seed %d: %s", seed, given.future).hasValue(1);
            assertThat(given.future.isDone()).isTrue();
        }
    }

    private static void act(Pool pool, Random random, boolean ends, List<Given> all) {
        List<Given> mine = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int what = random.nextInt(100);
            try {
                if (what < 70 || mine.isEmpty()) {
                    Given given = new Given(pool.submit(task(random)), new AtomicInteger());
                    var _ = given.future.whenComplete((value, failure) -> given.called.incrementAndGet());
                    mine.add(given);
                    all.add(given);
                } else if (what < 85) {
                    boolean ignored =
                            mine.get(random.nextInt(mine.size())).future.cancel(true);
                } else if (what < 90) {
                    boolean ignored =
                            mine.get(random.nextInt(mine.size())).future.complete(-1);
                } else {
                    check(mine.get(random.nextInt(mine.size())).future);
                }
                if (ends && i == 120) {
                    end(pool, random.nextInt(3));
                }
            } catch (TaskRejectedException e) {
                assertThat(pool.isShutdown()).isTrue();
                return;
            }
        }
    }

    private static Task<Integer> task(Random random) {
        Task<Integer> task = random.nextInt(60) == 0
                ? DeedsTargets.dieIfOdd(random.nextInt())
                : random.nextInt(10) == 0
                        ? DeedsTargets.oddOnly(random.nextInt(100))
                        : DeedsTargets.square(random.nextInt());
        return random.nextInt(10) == 0 ? task.timeout(Duration.ofMillis(20)).retries(random.nextInt(2)) : task;
    }

    private static void end(Pool pool, int how) {
        switch (how) {
            case 0 -> pool.close();
            case 1 -> pool.shutdown();
            default -> pool.shutdownNow();
        }
    }

    private static void check(TaskFuture<Integer> future) {
        try {
            Integer ignored = future.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CancellationException | CompletionException e) {
            // One of its outcomes.
            assertThat(future.isDone()).isTrue();
        }
    }

    /** 40 processes; 20,000 with -Pstress, which takes two processors half an hour. */
    @Test
    @Timeout(value = 50, unit = TimeUnit.MINUTES)
    void tasksWithAWorkerOfTheirOwn_areAllDone() throws Exception {
        int tasks = LONG ? 20_000 : 40;
        try (Pool pool = Pool.with(options(2).tasksPerWorker(1))) {
            Set<Long> pids = new HashSet<>(pool.map(
                    item -> DeedsTargets.pid(),
                    IntStream.range(0, tasks).boxed().toList()));
            assertThat(pids).hasSizeGreaterThan(LONG ? tasks / 2 : tasks - 1); // ids come again after a while
            assertThat(pool.stats().completed()).isEqualTo(tasks);
            assertThat(pool.stats().failed()).isZero();
        }
    }

    /** A worker writes over what it shares with the pool, as native code that runs wild could. */
    @Test
    void workerThatWritesOverItsLink_isReplacedAndHurtsNoOther() throws Exception {
        Random random = random();
        PoolOptions options = options(1).startTimeout(Duration.ofSeconds(5));
        try (Pool pool = Pool.with(options)) {
            for (int i = LONG ? 200 : 8; i > 0; i--) {
                long seed = random.nextLong();
                TaskFuture<Integer> wild = pool.submit(ScribblingTargets.scribble(seed, 1 + random.nextInt(200))
                        .timeout(Duration.ofSeconds(2)));
                TaskFuture<Integer> next = pool.submit(DeedsTargets.square(3).timeout(Duration.ofSeconds(20)));
                await().atMost(PATIENCE).until(wild::isDone);
                await().atMost(PATIENCE).until(next::isDone);
                await().atMost(PATIENCE).until(() -> answers(pool));
            }
        }
    }

    private static boolean answers(Pool pool) throws InterruptedException {
        try {
            return pool.call(DeedsTargets.square(4).timeout(Duration.ofSeconds(10))) == 16;
        } catch (ChildDiedException e) {
            return false; // the link that was spoilt may be found so later
        }
    }
}
