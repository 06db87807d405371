package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.Results;
import dev.offspring.pool.TaskFuture;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.sync.Event;
import dev.offspring.tests.TestJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Few workers and many, small inputs and endless ones, pools beside pools and within. */
@Timeout(120)
final class ScaleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static PoolOptions options(int workers) {
        return PoolOptions.create().workers(workers).heap("32m");
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void nothing_startsBeforeTheFirstTask() throws Exception {
        try (Pool pool = Pool.with(options(8).name("lazy"))) {
            assertThat(pool.stats().workers()).isEmpty();
            assertThat(childrenOf(pool)).isZero();
            assertThat(pool.call(DeedsTargets.square(2))).isEqualTo(4);
            assertThat(childrenOf(pool))
                    .as("no more workers than there is work for")
                    .isEqualTo(1);
        }
    }

    private static long childrenOf(Pool pool) {
        return Processes.activeChildren().stream()
                .map(ChildProcess::name)
                .filter(name -> name.startsWith(pool.name() + "-"))
                .count();
    }

    /** Each of its workers has a pool in that field, too, and it has no workers. */
    @Test
    void poolInAStaticField_besideItsTargets_startsNothingInItsWorkers() throws Exception {
        try (Pool pool = Standing.POOL) {
            assertThat(pool.call(StandingTargets.inAWorker())).isEqualTo("standing[1 workers, 0 tasks run, 0 wait]");
        }
    }

    @Test
    void poolsInWorkersOfPools_work() throws Exception {
        try (Pool pool = Pool.with(options(2))) {
            assertThat(pool.map(DeedsTargets::sumOfSquares, List.of(10, 20))).containsExactly(285, 2470);
        }
    }

    @Test
    @SuppressWarnings("try") // the one is closed before the other is used again
    void twoPools_doNotKnowOfEachOther() throws Exception {
        try (Pool one = Pool.with(options(1));
                Pool other = Pool.with(options(1))) {
            assertThat(one.name()).isNotEqualTo(other.name());
            CompletableFuture<List<Integer>> ones = one.mapAsync(DeedsTargets::square, upTo(2_000));
            CompletableFuture<List<Integer>> others = other.mapAsync(DeedsTargets::square, upTo(2_000));
            assertThat(ones).succeedsWithin(PATIENCE);
            assertThat(others).succeedsWithin(PATIENCE).isEqualTo(ones.join());
            one.close();
            assertThat(other.call(DeedsTargets.square(3))).isEqualTo(9);
        }
    }

    @Test
    void workers_farMoreThanProcessors_areAllOfUse() throws Exception {
        int workers = Boolean.getBoolean("offspring.stress") ? 64 : 16;
        try (Pool pool = Pool.with(options(workers).jvmArgs("-XX:TieredStopAtLevel=1"));
                Event gate = Event.create()) {
            List<TaskFuture<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                waiting.add(pool.submit(DeedsTargets.await(gate)));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> pool.stats().workers().stream()
                                    .filter(worker -> worker.pid() != 0
                                            && worker.waiting().isPositive())
                                    .count()
                            == workers);
            gate.set();
            for (TaskFuture<Integer> future : waiting) {
                assertThat(future.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            }
            assertThat(pool.map(DeedsTargets::square, upTo(5_000))).hasSize(5_000);
            assertThat(pool.stats().restarts()).isZero();
        }
    }

    /** One long task and many short ones: the long one holds back none of them, wherever they were given at first. */
    @Test
    void stragglers_holdNothingBack() throws Exception {
        try (Pool pool = Pool.with(options(2));
                Event gate = Event.create()) {
            pool.map(item -> DeedsTargets.pidAfter(5), upTo(8));
            int count = 2_000;
            AtomicInteger came = new AtomicInteger();
            List<Integer> items = upTo(count);
            try (Results<Integer> results =
                    pool.unordered(item -> item == 10 ? DeedsTargets.await(gate) : DeedsTargets.square(item), items)) {
                for (int i = 0; i < count - 1; i++) {
                    assertThat(results.next(PATIENCE)).isNotNull();
                    came.incrementAndGet();
                }
                gate.set();
                assertThat(results.next(PATIENCE)).isEqualTo(1);
                assertThat(results.hasNext()).isFalse();
            }
            assertThat(came).hasValue(count - 1);
        }
    }

    /** Short ones are given ahead to a worker; not to stay there behind one that does not end. */
    @Test
    void taskBehindALongOne_runsElsewhere() throws Exception {
        try (Pool pool = Pool.with(options(2));
                Event begun = Event.create();
                Event gate = Event.create()) {
            pool.map(DeedsTargets::square, upTo(5_000)); // they are known to be short
            for (int i = 0; i < 3; i++) {
                begun.clear();
                gate.clear();
                TaskFuture<Integer> endless = pool.submit(DeedsTargets.sayAndAwait(begun, gate));
                assertThat(begun.await(PATIENCE)).isTrue();
                List<TaskFuture<Integer>> others = new ArrayList<>();
                for (int j = 0; j < 20; j++) {
                    others.add(pool.submit(DeedsTargets.square(j)));
                }
                for (int j = 0; j < 20; j++) {
                    assertThat(others.get(j).get(30, TimeUnit.SECONDS)).isEqualTo(j * j);
                }
                gate.set();
                assertThat(endless.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
    }

    /** Both end at about the same time, because who has nothing to do gets what the other has not begun. */
    @Test
    void longTasks_areSharedOut() throws Exception {
        try (Pool pool = Pool.with(options(2))) {
            Set<Long> pids = new HashSet<>(pool.map(item -> DeedsTargets.pidAfter(30), upTo(20)));
            assertThat(pids).hasSize(2);
        }
    }

    // Memory.

    /** Of a million tasks a program with a small heap keeps few at a time. Ten million with -Pstress. */
    @Test
    void aMillionTasks_needConstantMemory() throws Exception {
        int tasks = Boolean.getBoolean("offspring.stress") ? 10_000_000 : 1_000_000;
        try (TestJvm jvm = TestJvm.start(ManyTasks.class, "-Xmx48m", "--", Integer.toString(tasks))) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.await("sum (\\d+)")).isEqualTo(Long.toString((long) tasks * 4));
        }
    }

    /** A program of its own, so that its heap is small. */
    static final class ManyTasks {
        private ManyTasks() {}

        public static void main(String[] args) throws Exception {
            int tasks = Integer.parseInt(args[0]);
            try (Pool pool = Pool.with(options(2));
                    Results<Integer> results = pool.stream(
                            item -> DeedsTargets.square(2),
                            Stream.generate(() -> 2).limit(tasks))) {
                long sum = 0;
                while (results.hasNext()) {
                    sum += results.next();
                }
                System.out.println("sum " + sum);
            }
        }
    }

    /** 400 MiB of results pass through a heap of 128 MiB, in order and not. */
    @Test
    void largeResults_areForgottenWhenTheyAreHandedOut() throws Exception {
        try (TestJvm jvm = TestJvm.start(LargeResults.class, "-Xmx128m")) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.await("megabytes (\\d+)")).isEqualTo("800");
        }
    }

    static final class LargeResults {
        private LargeResults() {}

        public static void main(String[] args) throws Exception {
            long bytes = 0;
            try (Pool pool = Pool.with(options(2).heap("64m"))) {
                try (Results<byte[]> results =
                        pool.stream(item -> DeedsTargets.bytes(8 << 20), Stream.generate(() -> 1))) {
                    for (int i = 0; i < 50; i++) {
                        bytes += results.next().length;
                    }
                }
                try (Results<byte[]> results =
                        pool.unordered(item -> DeedsTargets.bytes(8 << 20), Stream.generate(() -> 1))) {
                    for (int i = 0; i < 50; i++) {
                        bytes += results.next().length;
                    }
                }
            }
            System.out.println("megabytes " + (bytes >> 20));
        }
    }

    @Test
    void largeArgumentsAndResults_travel() throws Exception {
        try (Pool pool = Pool.with(options(2).heap("600m"))) {
            assertThat(pool.call(DeedsTargets.length(new byte[64 << 20]))).isEqualTo(64 << 20);
            assertThat(pool.call(DeedsTargets.bytes(64 << 20))).hasSize(64 << 20);
            assertThat(pool.map(item -> DeedsTargets.length(new byte[item]), List.of(0, 1 << 18, 1 << 24, 3)))
                    .containsExactly(0, 1 << 18, 1 << 24, 3);
        }
    }

    // The end, while there is work.

    @Test
    void shutdownNow_cancelsAll_andGivesBackWhatHadNotBegun() throws Exception {
        try (Pool pool = Pool.with(options(1));
                Event begun = Event.create()) {
            TaskFuture<Void> running = pool.submit(DeedsTargets.sleepAnd(begun));
            List<TaskFuture<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(pool.submit(DeedsTargets.square(i)));
            }
            assertThat(begun.await(PATIENCE)).isTrue();
            assertThat(pool.shutdownNow())
                    .hasSize(10)
                    .allMatch(task -> task.toString().startsWith("Deeds.square("));
            assertThat(pool.shutdownNow()).isEmpty();
            for (TaskFuture<?> future :
                    Stream.concat(Stream.of(running), waiting.stream()).toList()) {
                assertThat(future).failsWithin(PATIENCE).withThrowableOfType(CancellationException.class);
                assertThat(future.isCancelled()).isTrue();
            }
            assertThat(pool.awaitTermination(PATIENCE)).isTrue();
            assertThat(childrenOf(pool)).isZero();
        }
    }

    @Test
    void shutdownNow_endsAMap() throws Exception {
        try (Pool pool = Pool.with(options(1));
                Event begun = Event.create()) {
            CompletableFuture<List<Void>> all = pool.mapAsync(
                    item -> DeedsTargets.sleepAnd(begun),
                    Stream.generate(() -> 1).limit(5).toList());
            assertThat(begun.await(PATIENCE)).isTrue();
            pool.shutdownNow();
            assertThat(all).failsWithin(PATIENCE);
        }
    }

    @Test
    void shutdownNow_whileAWorkerStarts_leavesNoProcess() throws Exception {
        for (int i = 0; i < 10; i++) {
            Pool pool = Pool.with(options(2));
            TaskFuture<Integer> future = pool.submit(DeedsTargets.square(1));
            TimeUnit.MILLISECONDS.sleep(i * 5L); // wherever its start is then
            pool.shutdownNow();
            assertThat(pool.awaitTermination(PATIENCE)).isTrue();
            assertThat(childrenOf(pool)).isZero();
            assertThat(future.isDone() || !future.isDone()).isTrue();
            await().atMost(PATIENCE).until(future::isDone);
            pool.close();
        }
    }

    /** What was submitted is finished, although there are far more tasks than were given to workers. */
    @Test
    void close_finishesWhatWasSubmitted() throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        try (Pool pool = Pool.with(options(2))) {
            for (int i = 0; i < 20_000; i++) {
                futures.add(pool.submit(DeedsTargets.square(i & 0xFF)));
            }
        }
        for (int i = 0; i < 20_000; i++) {
            assertThat(futures.get(i).get(10, TimeUnit.SECONDS)).isEqualTo((i & 0xFF) * (i & 0xFF));
        }
    }

    @Test
    void closeByTwoThreads_endsBoth() throws Exception {
        Pool pool = Pool.with(options(1));
        TaskFuture<Integer> future = pool.submit(DeedsTargets.square(3));
        CompletableFuture<Void> one = CompletableFuture.runAsync(pool::close);
        CompletableFuture<Void> other = CompletableFuture.runAsync(pool::close);
        assertThat(one).succeedsWithin(PATIENCE);
        assertThat(other).succeedsWithin(PATIENCE);
        assertThat(future.get(1, TimeUnit.SECONDS)).isEqualTo(9);
        assertThatThrownBy(() -> pool.call(DeedsTargets.square(1))).isNotNull();
    }
}
