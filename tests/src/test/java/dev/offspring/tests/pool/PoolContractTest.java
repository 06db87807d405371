package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.OffspringException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.pool.Outcome;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.Progress;
import dev.offspring.pool.Results;
import dev.offspring.pool.TaskFuture;
import dev.offspring.process.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a {@link Pool} promises, wherever its tasks run. */
@Timeout(60)
final class PoolContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<PoolKind, Pool> POOLS = new EnumMap<>(PoolKind.class);

    @AfterAll
    static void close() {
        POOLS.values().forEach(Pool::close);
    }

    private static Pool pool(PoolKind kind) {
        return POOLS.computeIfAbsent(kind, its -> its.open(2));
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> squares(int count) {
        return IntStream.range(0, count).map(i -> i * i).boxed().toList();
    }

    private static <T> List<T> all(Results<T> results) {
        try (results) {
            List<T> all = new ArrayList<>();
            results.forEach(all::add);
            return all;
        }
    }

    // Single tasks.

    @ParameterizedTest
    @EnumSource
    void call_givesTheResult(PoolKind kind) throws Exception {
        assertThat(pool(kind).call(DeedsTargets.square(7))).isEqualTo(49);
        assertThat(pool(kind).call(DeedsTargets.echo("ä ö ü"))).isEqualTo("ä ö ü");
        assertThat(pool(kind).call(DeedsTargets.nothing())).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void call_ofATaskThatThrows_throwsWithTheCauseAsItWas(PoolKind kind) throws Exception {
        assertThatThrownBy(() -> pool(kind).call(DeedsTargets.oddOnly(4)))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("Deeds.oddOnly(4)")
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("4 is even")
                .hasCause(new IllegalStateException("beneath"));
        assertThat(pool(kind).call(DeedsTargets.oddOnly(3))).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void call_ofAnInterruptedThread_isInterrupted(PoolKind kind) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pool(kind).call(DeedsTargets.square(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void submit_completesItsFuture(PoolKind kind) throws Exception {
        TaskFuture<Integer> future = pool(kind).submit(DeedsTargets.square(6).label("six"));
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(36);
        assertThat(future.task()).hasToString("six");
        assertThat(future).hasToString("six, done");
    }

    @ParameterizedTest
    @EnumSource
    void submit_ofATaskThatThrows_failsItsFuture(PoolKind kind) {
        TaskFuture<Integer> future = pool(kind).submit(DeedsTargets.oddOnly(2));
        assertThat(future)
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TaskFailedException.class)
                .withMessageContaining("2 is even");
        assertThat(future.isCompletedExceptionally()).isTrue();
        assertThat(future.isCancelled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void label_standsInTheMessage(PoolKind kind) {
        assertThatThrownBy(() -> pool(kind).call(DeedsTargets.oddOnly(2).label("page 7")))
                .hasMessageContaining("page 7");
    }

    @ParameterizedTest
    @EnumSource
    void unencodableResult_isAFailure_andTheWorkerLivesOn(PoolKind kind) throws Exception {
        long pid = pool(kind).call(DeedsTargets.pid());
        Set<Long> pids = new HashSet<>(Set.of(pid));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> pool(kind).call(DeedsTargets.unencodable()))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("Deeds.unencodable()");
            pids.add(pool(kind).call(DeedsTargets.pid()));
        }
        assertThat(pids).hasSizeLessThanOrEqualTo(2);
    }

    // Many tasks.

    @ParameterizedTest
    @EnumSource
    void map_keepsTheOrder(PoolKind kind) throws Exception {
        Pool pool = pool(kind);
        assertThat(pool.map(DeedsTargets::square, upTo(3_000))).isEqualTo(squares(3_000));
        assertThat(pool.map(DeedsTargets::square, upTo(300).iterator())).isEqualTo(squares(300));
        assertThat(pool.map(DeedsTargets::square, upTo(300).stream())).isEqualTo(squares(300));
        assertThat(pool.chunked(7).map(DeedsTargets::square, upTo(300))).isEqualTo(squares(300));
        assertThat(pool.chunked(1).map(DeedsTargets::square, upTo(300))).isEqualTo(squares(300));
        assertThat(pool.chunked(1_000).map(DeedsTargets::square, upTo(300))).isEqualTo(squares(300));
    }

    @ParameterizedTest
    @EnumSource
    void map_ofNothing_isEmpty(PoolKind kind) throws Exception {
        assertThat(pool(kind).map(DeedsTargets::square, List.<Integer>of())).isEmpty();
        assertThat(all(pool(kind).stream(DeedsTargets::square, List.<Integer>of())))
                .isEmpty();
        assertThat(all(pool(kind).outcomes(DeedsTargets::square, Stream.<Integer>empty())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void map_ofNulls_keepsThem(PoolKind kind) throws Exception {
        assertThat(pool(kind).map(item -> DeedsTargets.nothing(), Arrays.asList(1, null, 3)))
                .containsExactly(null, null, null);
    }

    @ParameterizedTest
    @EnumSource
    void map_closesItsStream(PoolKind kind) throws Exception {
        AtomicInteger closed = new AtomicInteger();
        pool(kind).map(DeedsTargets::square, upTo(3).stream().onClose(closed::incrementAndGet));
        pool(kind).forEach(DeedsTargets::square, upTo(3).stream().onClose(closed::incrementAndGet));
        assertThatThrownBy(() ->
                        pool(kind).map(DeedsTargets::oddOnly, upTo(3).stream().onClose(closed::incrementAndGet)))
                .isInstanceOf(TaskFailedException.class);
        assertThat(closed).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource
    void map_withFailures_throwsTheFirstOfTheInput_whenAllAreDone(PoolKind kind) {
        List<String> items = List.of("1", "3", "4", "5", "6", "8", "9");
        assertThatThrownBy(() -> pool(kind).map(item -> DeedsTargets.oddOnly(Integer.parseInt(item)), items))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageStartingWith("item 2 (\"4\"): ")
                .hasMessageContaining("Deeds.oddOnly(4)")
                .hasCauseInstanceOf(IOException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .hasSize(2)
                        .anyMatch(message -> message.startsWith("item 4 (\"6\")"))
                        .anyMatch(message -> message.startsWith("item 5 (\"8\")")));
    }

    @ParameterizedTest
    @EnumSource
    void functionThatGivesNull_failsItsItem(PoolKind kind) throws Exception {
        Function<Integer, @Nullable Task<Integer>> function = item -> item == 2 ? null : DeedsTargets.square(item);
        @SuppressWarnings({"unchecked", "NullAway", "rawtypes"}) // it is wrong on purpose
        Function<Integer, Task<Integer>> wrong = (Function) function;
        assertThatThrownBy(() -> pool(kind).map(wrong, upTo(4)))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("item 2 (2)")
                .hasMessageContaining("null");
        List<Outcome<Integer, Integer>> outcomes = all(pool(kind).outcomes(wrong, upTo(4)));
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.stream().filter(Outcome.Failed.class::isInstance)).hasSize(1);
        assertThat(pool(kind).call(DeedsTargets.square(9))).isEqualTo(81);
    }

    @ParameterizedTest
    @EnumSource
    void forEach_runsAll(PoolKind kind) throws Exception {
        pool(kind).forEach(DeedsTargets::square, upTo(100));
        pool(kind).forEach(DeedsTargets::square, upTo(100).iterator());
        pool(kind).forEach(DeedsTargets::square, upTo(100).stream());
        assertThatThrownBy(() -> pool(kind).forEach(DeedsTargets::oddOnly, List.of(1, 3, 2)))
                .hasMessageStartingWith("item 2 (2)");
    }

    @ParameterizedTest
    @EnumSource
    void mapAsync_completesWithAll(PoolKind kind) {
        assertThat(pool(kind).mapAsync(DeedsTargets::square, upTo(100)))
                .succeedsWithin(PATIENCE)
                .isEqualTo(squares(100));
        assertThat(pool(kind).mapAsync(DeedsTargets::square, upTo(100).iterator()))
                .succeedsWithin(PATIENCE)
                .isEqualTo(squares(100));
        AtomicBoolean closed = new AtomicBoolean();
        assertThat(pool(kind).mapAsync(DeedsTargets::square, upTo(100).stream().onClose(() -> closed.set(true))))
                .succeedsWithin(PATIENCE)
                .isEqualTo(squares(100));
        assertThat(closed).isTrue();
        assertThat(pool(kind).mapAsync(DeedsTargets::oddOnly, upTo(3)))
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("item 0 (0)");
    }

    @ParameterizedTest
    @EnumSource
    void reduce_putsTogetherInOrder(PoolKind kind) throws Exception {
        List<String> letters = List.of("a", "b", "c", "d", "e", "f", "g");
        assertThat(pool(kind).<String, String>reduce("", String::concat, DeedsTargets::echo, letters))
                .isEqualTo("abcdefg");
        assertThat(pool(kind).<String, String>reduce("", String::concat, DeedsTargets::echo, letters.iterator()))
                .isEqualTo("abcdefg");
        assertThat(pool(kind).<String, String>reduce("", String::concat, DeedsTargets::echo, letters.stream()))
                .isEqualTo("abcdefg");
        assertThat(pool(kind).<Integer, Integer>reduce(0, Integer::sum, DeedsTargets::square, upTo(1_000)))
                .isEqualTo(332_833_500);
        assertThatThrownBy(() ->
                        pool(kind).<Integer, Integer>reduce(0, Integer::sum, DeedsTargets::oddOnly, List.of(1, 2, 3)))
                .hasMessageStartingWith("item 1 (2)");
    }

    @ParameterizedTest
    @EnumSource
    void stream_isInOrder(PoolKind kind) {
        assertThat(all(pool(kind).stream(DeedsTargets::square, upTo(500)))).isEqualTo(squares(500));
        assertThat(all(pool(kind).stream(DeedsTargets::square, upTo(50).iterator())))
                .isEqualTo(squares(50));
        assertThat(all(pool(kind).stream(DeedsTargets::square, upTo(50).stream())))
                .isEqualTo(squares(50));
        try (Stream<Integer> stream = pool(kind).<Integer, Integer>stream(DeedsTargets::square, upTo(50)).stream()) {
            assertThat(stream.mapToInt(i -> i).sum()).isEqualTo(40_425);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unordered_givesEachOnce(PoolKind kind) {
        assertThat(all(pool(kind).unordered(DeedsTargets::square, upTo(500))))
                .containsExactlyInAnyOrderElementsOf(squares(500));
        assertThat(all(pool(kind).unordered(DeedsTargets::square, upTo(50).iterator())))
                .containsExactlyInAnyOrderElementsOf(squares(50));
        assertThat(all(pool(kind).unordered(DeedsTargets::square, upTo(50).stream())))
                .containsExactlyInAnyOrderElementsOf(squares(50));
    }

    @ParameterizedTest
    @EnumSource
    void outcomes_sayOfEachItemWhatBecameOfIt(PoolKind kind) {
        List<Results<Outcome<Integer, Integer>>> ways = List.of(
                pool(kind).outcomes(DeedsTargets::oddOnly, upTo(20)),
                pool(kind).outcomes(DeedsTargets::oddOnly, upTo(20).iterator()),
                pool(kind).outcomes(DeedsTargets::oddOnly, upTo(20).stream()));
        for (Results<Outcome<Integer, Integer>> way : ways) {
            List<Outcome<Integer, Integer>> outcomes = all(way);
            assertThat(outcomes).hasSize(20);
            for (Outcome<Integer, Integer> outcome : outcomes) {
                assertThat(outcome.index()).isEqualTo((long) outcome.item());
                switch (outcome) {
                    case Outcome.Done(Integer item, long index, Integer value) -> {
                        assertThat(item % 2).isEqualTo(1);
                        assertThat(value).isEqualTo(item);
                    }
                    case Outcome.Failed(Integer item, long index, RuntimeException why) -> {
                        assertThat(item % 2).isZero();
                        assertThat(why).isInstanceOf(TaskFailedException.class).hasMessageContaining(item + " is even");
                    }
                }
            }
        }
    }

    /** A failure is thrown at its turn, and the next are as good as ever. */
    @ParameterizedTest
    @EnumSource
    void streamWithFailures_goesOnAfterThem(PoolKind kind) {
        List<Object> seen = new ArrayList<>();
        try (Results<Integer> results = pool(kind).stream(DeedsTargets::oddOnly, upTo(6))) {
            while (results.hasNext()) {
                try {
                    seen.add(results.next());
                } catch (TaskFailedException e) {
                    seen.add("failed");
                }
            }
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(seen).containsExactly("failed", 1, "failed", 3, "failed", 5);
    }

    @ParameterizedTest
    @EnumSource
    void endlessInput_isReadNoFurtherThanAWindow(PoolKind kind) {
        AtomicInteger read = new AtomicInteger();
        Iterator<Integer> endless = Stream.generate(read::getAndIncrement).iterator();
        try (Results<Integer> results = pool(kind).stream(DeedsTargets::square, endless)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(results.next()).isEqualTo(i * i);
            }
        }
        assertThat(read.get()).isBetween(1_000, 100_000);
        int after = read.get();
        assertThat(all(pool(kind).stream(DeedsTargets::square, upTo(10)))).hasSize(10);
        assertThat(read).hasValue(after);
    }

    @ParameterizedTest
    @EnumSource
    void resultsThatWereClosed_haveNoMore(PoolKind kind) throws Exception {
        Results<Integer> results = pool(kind).unordered(DeedsTargets::square, upTo(1_000));
        assertThat(results.next()).isNotNull();
        results.close();
        results.close();
        assertThat(results.hasNext()).isFalse();
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        assertThat(pool(kind).call(DeedsTargets.square(3))).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void resultsAskedByAnInterruptedThread_sayThatTheyWereInterrupted(PoolKind kind) {
        try (Results<Void> results = pool(kind).stream(item -> DeedsTargets.sleep(item), List.of(0L, 0L))) {
            if (kind != PoolKind.INLINE) { // there it is done before anybody can wait for it
                Results<Void> waiting = pool(kind).stream(item -> DeedsTargets.sleep(item), List.of(60_000L));
                Thread.currentThread().interrupt();
                assertThatThrownBy(waiting::next).isInstanceOf(OffspringException.class);
                assertThat(Thread.interrupted()).isTrue();
                waiting.close();
            }
            assertThat(results.hasNext()).isTrue();
            assertThat(results.next()).isNull();
        }
    }

    // Watching.

    @ParameterizedTest
    @EnumSource
    void progress_isToldOfEachItemAndOfTheEnd(PoolKind kind) throws Exception {
        List<String> told = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void begin(long total) {
                told.add("begin " + total);
            }

            @Override
            public void done(@Nullable Object item, @Nullable RuntimeException failure) {
                told.add(item + (failure == null ? "" : " failed"));
            }

            @Override
            public void end() {
                told.add("end");
            }
        };
        Pool watched = pool(kind).watched(progress);
        watched.map(DeedsTargets::square, List.of(1, 2));
        assertThat(told)
                .startsWith("begin 2")
                .contains("1", "2")
                .endsWith("end")
                .hasSize(4);
        told.clear();
        assertThatThrownBy(() -> watched.map(DeedsTargets::oddOnly, List.of(4).iterator()))
                .isInstanceOf(TaskFailedException.class);
        assertThat(told).containsExactly("begin -1", "4 failed", "end");
        told.clear();
        try (Results<Integer> results = watched.stream(DeedsTargets::square, upTo(50))) {
            assertThat(results.next()).isZero();
        }
        assertThat(told).containsExactly("begin 50", "0", "end");
        told.clear();
        assertThat(all(watched.outcomes(DeedsTargets::oddOnly, List.of(2, 3)))).hasSize(2);
        assertThat(told).hasSize(4).contains("2 failed", "3").endsWith("end");
    }

    @ParameterizedTest
    @EnumSource
    void stats_countWhatWasDone(PoolKind kind) throws Exception {
        try (Pool pool = kind.open(1)) {
            pool.map(DeedsTargets::square, upTo(100));
            assertThatThrownBy(() -> pool.call(DeedsTargets.oddOnly(2))).isInstanceOf(TaskFailedException.class);
            assertThat(pool.stats().completed()).isEqualTo(100);
            assertThat(pool.stats().failed()).isEqualTo(1);
            assertThat(pool.stats().active()).isZero();
            assertThat(pool.stats().queued()).isZero();
            assertThat(pool.stats().median()).isPositive();
            assertThat(pool.stats().p99()).isGreaterThanOrEqualTo(pool.stats().median());
            assertThat(pool).hasToString(pool.name() + "[1 workers, 0 tasks run, 0 wait]");
        }
    }

    // Worker and initialiser.

    @ParameterizedTest
    @EnumSource
    void initialiser_runsOnceInEachWorker_beforeItsTasks(PoolKind kind) throws Exception {
        PoolOptions options =
                kind.options(2).initializer(DeedsTargets.open("db")).name("opened");
        try (Pool pool = Pool.with(options)) {
            assertThat(pool.map(item -> DeedsTargets.opened(), upTo(20))).containsOnly("db");
            List<Long> uses = new ArrayList<>(pool.map(item -> DeedsTargets.useUp(), upTo(20)));
            assertThat(uses.stream().filter(use -> use == 0).count()).isBetween(1L, 2L);
            assertThat(pool.call(DeedsTargets.whichWorker())).startsWith("opened ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void initialiserThatFails_failsThePoolAtOnce(PoolKind kind) {
        try (Pool pool = Pool.with(kind.options(1).initializer(DeedsTargets.failToOpen()))) {
            assertThatThrownBy(() -> pool.call(DeedsTargets.square(1)))
                    .isInstanceOf(PoolFailedException.class)
                    .hasMessageContaining("no such database")
                    .hasMessageContaining("Deeds.failToOpen()");
            assertThatThrownBy(() -> pool.map(DeedsTargets::square, upTo(3))).isInstanceOf(PoolFailedException.class);
            assertThatThrownBy(() -> pool.submit(DeedsTargets.square(1)))
                    .isInstanceOf(PoolFailedException.class)
                    .satisfies(thrown -> assertThat(((PoolFailedException) thrown).causes())
                            .singleElement()
                            .isInstanceOf(IllegalStateException.class));
        }
    }

    @ParameterizedTest
    @EnumSource
    void context_goesWithTheTask(PoolKind kind) throws Exception {
        ThreadContext.set("request 7");
        TaskFuture<String> submitted;
        try {
            submitted = pool(kind).submit(DeedsTargets.context());
            assertThat(pool(kind).call(DeedsTargets.context())).isEqualTo("request 7");
            ThreadContext.set("request 7"); // inline the task's end has cleared it
            assertThat(pool(kind).map(item -> DeedsTargets.context(), upTo(10))).containsOnly("request 7");
        } finally {
            ThreadContext.set("");
        }
        assertThat(submitted.get(30, TimeUnit.SECONDS)).isEqualTo("request 7");
        assertThat(pool(kind).call(DeedsTargets.context())).isEmpty();
    }

    // The end.

    @ParameterizedTest
    @EnumSource
    void shutdown_finishesWhatThereIs_andTakesNoMore(PoolKind kind) throws Exception {
        try (Pool pool = kind.open(2)) {
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                futures.add(pool.submit(DeedsTargets.square(i)));
            }
            assertThatThrownBy(() -> pool.awaitTermination(PATIENCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("still running");
            pool.shutdown();
            pool.shutdown();
            assertThat(pool.isShutdown()).isTrue();
            assertThatThrownBy(() -> pool.submit(DeedsTargets.square(1)))
                    .isInstanceOf(TaskRejectedException.class)
                    .hasMessageContaining(pool.name())
                    .hasMessageContaining("Deeds.square(1)");
            assertThatThrownBy(() -> pool.map(DeedsTargets::square, upTo(3))).isInstanceOf(TaskRejectedException.class);
            assertThat(pool.awaitTermination(PATIENCE)).isTrue();
            assertThat(pool.isTerminated()).isTrue();
            assertThat(pool.awaitTermination(Duration.ZERO)).isTrue();
            for (int i = 0; i < 200; i++) {
                assertThat(futures.get(i).get(1, TimeUnit.SECONDS)).isEqualTo(i * i);
            }
            assertThat(pool.shutdownNow()).isEmpty();
            assertThat(pool)
                    .hasToString(pool.name() + "[" + pool.workers() + " workers, 0 tasks run, 0 wait, terminated]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_ofAPoolThatWasNotUsed_endsIt(PoolKind kind) throws Exception {
        Pool pool = kind.open(2);
        pool.close();
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.shutdownNow()).isEmpty();
        assertThatThrownBy(() -> pool.call(DeedsTargets.square(1))).isInstanceOf(TaskRejectedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void close_inACallback_endsThePool(PoolKind kind) {
        Pool pool = kind.open(2);
        CompletableFuture<String> closed = pool.submit(DeedsTargets.square(3)).thenApply(value -> {
            pool.close();
            return "closed";
        });
        assertThat(closed).succeedsWithin(PATIENCE).isEqualTo("closed");
        assertThat(pool.isTerminated()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shutdownNow_inACallbackOnThePoolsOwnThread_returns(PoolKind kind) {
        try (Pool pool = Pool.with(kind.options(2).callbacks(Runnable::run))) {
            CompletableFuture<List<Task<?>>> stopped =
                    pool.submit(DeedsTargets.square(3)).thenApply(value -> pool.shutdownNow());
            assertThat(stopped).succeedsWithin(PATIENCE);
        }
    }

    // From many threads.

    @ParameterizedTest
    @EnumSource
    void manyThreads_getTheirOwnResults(PoolKind kind) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                results.add(threads.submit(() -> pool(kind).call(DeedsTargets.square(number))));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(results.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i * i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestThreads_mayMapAtTheSameTime(PoolKind kind) throws Exception {
        try (var threads = Executors.newFixedThreadPool(50)) {
            List<java.util.concurrent.Future<List<Integer>>> results = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                results.add(threads.submit(() -> pool(kind).map(DeedsTargets::square, upTo(100))));
            }
            for (java.util.concurrent.Future<List<Integer>> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(squares(100));
            }
        }
    }
}
