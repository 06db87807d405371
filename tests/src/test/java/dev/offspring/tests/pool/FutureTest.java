package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.offspring.error.ChildDiedException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.Results;
import dev.offspring.pool.TaskFuture;
import dev.offspring.sync.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever completes a {@link TaskFuture} from outside stops the work, and harms no other. */
@Timeout(60)
final class FutureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Event begun = Event.create();
    private final Event interrupted = Event.create();
    private Pool pool = Pool.with(PoolOptions.create().workers(1).heap("64m").grace(Duration.ofSeconds(20)));

    @BeforeEach
    void warmUp() throws Exception {
        assertThat(pool.call(DeedsTargets.square(1))).isEqualTo(1);
    }

    @AfterEach
    void close() {
        pool.close();
        begun.close();
        interrupted.close();
    }

    private void anotherPool(PoolOptions options) {
        pool.close();
        pool = Pool.with(options.heap("64m"));
    }

    enum Way {
        CANCEL(future -> future.cancel(true)),
        CANCEL_POLITELY(future -> future.cancel(false)),
        COMPLETE(future -> future.complete(null)),
        COMPLETE_EXCEPTIONALLY(future -> future.completeExceptionally(new IllegalStateException("enough"))),
        OR_TIMEOUT(future -> future.orTimeout(10, TimeUnit.MILLISECONDS)),
        COMPLETE_ON_TIMEOUT(future -> future.completeOnTimeout(null, 10, TimeUnit.MILLISECONDS)),
        COMPLETE_ASYNC(future -> future.completeAsync(() -> null)),
        OBTRUDE(future -> future.obtrudeValue(null));

        @SuppressWarnings("ImmutableEnumChecker") // none of them has a state
        private final Consumer<CompletableFuture<Void>> deed;

        Way(Consumer<CompletableFuture<Void>> deed) {
            this.deed = deed;
        }
    }

    /** It ends when it is interrupted, so that the worker lives on. */
    @ParameterizedTest
    @EnumSource
    void futureThatIsCompleted_interruptsItsTask_andKeepsTheWorker(Way way) throws Exception {
        long pid = pool.call(DeedsTargets.pid());
        TaskFuture<Void> future = pool.submit(DeedsTargets.sleepUntilInterrupted(begun, interrupted));
        assertThat(begun.await(PATIENCE)).isTrue();
        way.deed.accept(future);
        assertThat(interrupted.await(PATIENCE)).isTrue();
        await().atMost(PATIENCE).until(future::isDone);
        assertThat(future.isCancelled()).isEqualTo(way == Way.CANCEL || way == Way.CANCEL_POLITELY);
        assertThat(pool.call(DeedsTargets.pid())).isEqualTo(pid);
        assertThat(pool.call(DeedsTargets.whichWorker())).endsWith("false");
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void taskThatGoesOnAllTheSame_isKilledWithItsWorkerAlone() throws Exception {
        anotherPool(PoolOptions.create().workers(2).grace(Duration.ofMillis(100)));
        TaskFuture<Void> stubborn = pool.submit(DeedsTargets.goOn(begun));
        assertThat(begun.await(PATIENCE)).isTrue();
        long other = pool.call(DeedsTargets.pid());
        assertThat(stubborn.cancel(true)).isTrue();
        assertThat(stubborn.cancel(true)).isTrue();
        assertThatThrownBy(stubborn::join).isInstanceOf(CancellationException.class);
        await().atMost(PATIENCE).until(() -> pool.stats().restarts() == 1);
        assertThat(pool.map(item -> DeedsTargets.pidAfter(5), List.of(1, 2, 3, 4, 5, 6)))
                .contains(other);
    }

    @Test
    void taskThatHasNotBegun_isTakenBack() throws Exception {
        TaskFuture<Void> running = pool.submit(DeedsTargets.sleepUntilInterrupted(begun, interrupted));
        assertThat(begun.await(PATIENCE)).isTrue();
        try (Event never = Event.create()) {
            List<TaskFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiting.add(pool.submit(DeedsTargets.sleepAnd(never)));
            }
            TaskFuture<Integer> last = pool.submit(DeedsTargets.square(4));
            waiting.forEach(future -> future.cancel(true));
            assertThat(running.cancel(true)).isTrue();
            assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo(16);
            assertThat(never.isSet()).isFalse();
            assertThat(pool.stats().restarts()).isZero();
        }
    }

    /** A worker that was to end after its task ends also if that task is taken back, and another comes. */
    @Test
    void lastTaskOfAWorker_takenBack_doesNotCostItsSeat() throws Exception {
        anotherPool(PoolOptions.create().workers(1).tasksPerWorker(1));
        for (int i = 0; i < 3; i++) {
            assertThat(pool.submit(DeedsTargets.hang()).cancel(true)).isTrue();
            assertThat(pool.submit(DeedsTargets.square(4)).get(30, TimeUnit.SECONDS))
                    .isEqualTo(16);
        }
    }

    /** Parts of a long message are on their way when it is taken back, and a target that the worker does not know follows. */
    @Test
    void longTaskTakenBackOnItsWay_doesNotSpoilTheNext() throws Exception {
        TaskFuture<Void> running = pool.submit(DeedsTargets.sleepUntilInterrupted(begun, interrupted));
        assertThat(begun.await(PATIENCE)).isTrue();
        TaskFuture<Integer> large = pool.submit(DeedsTargets.length(new byte[8 << 20]));
        TaskFuture<Integer> next = pool.submit(DeedsTargets.oddOnly(1));
        assertThat(next.cancel(true)).isTrue();
        assertThat(large.cancel(true)).isTrue();
        TaskFuture<Integer> last = pool.submit(DeedsTargets.oddOnly(3));
        assertThat(running.cancel(true)).isTrue();
        assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(pool.call(DeedsTargets.length(new byte[8 << 20]))).isEqualTo(8 << 20);
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void completingAfterTheEnd_changesNothing() throws Exception {
        TaskFuture<Integer> future = pool.submit(DeedsTargets.square(2));
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(future.cancel(true)).isFalse();
        assertThat(future.complete(5)).isFalse();
        assertThat(future.completeExceptionally(new IllegalStateException())).isFalse();
        assertThat(future.join()).isEqualTo(4);
        assertThat(future.resultNow()).isEqualTo(4);
        assertThat(future.getNow(9)).isEqualTo(4);
    }

    @Test
    void get_withATime_leavesTheTaskAlone() throws Exception {
        TaskFuture<Integer> future = pool.submit(DeedsTargets.sayAndAwait(begun, interrupted));
        assertThat(begun.await(PATIENCE)).isTrue();
        assertThatThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
        interrupted.set();
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    // Interrupts of whoever waits.

    @Test
    void interruptedCall_stopsItsTask() throws Exception {
        assertInterruptStops(() -> pool.call(DeedsTargets.sleepUntilInterrupted(begun, interrupted)));
    }

    @Test
    void interruptedMap_stopsItsTasks() throws Exception {
        assertInterruptStops(
                () -> pool.map(item -> DeedsTargets.sleepUntilInterrupted(begun, interrupted), List.of(1, 2, 3)));
    }

    @Test
    void interruptedForEachAndReduce_stopTheirTasks() throws Exception {
        assertInterruptStops(
                () -> pool.forEach(item -> DeedsTargets.sleepUntilInterrupted(begun, interrupted), List.of(1, 2)));
        begun.clear();
        interrupted.clear();
        assertInterruptStops(() -> pool.<Integer, Integer>reduce(
                0, Integer::sum, item -> DeedsTargets.sayAndAwait(begun, interrupted), List.of(1)));
    }

    private interface Waiting {
        void run() throws Exception;
    }

    private void assertInterruptStops(Waiting waiting) throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                waiting.run();
                thrown.completeExceptionally(new AssertionError("it was not interrupted"));
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        assertThat(begun.await(PATIENCE)).isTrue();
        thread.interrupt();
        assertThat(thrown).succeedsWithin(PATIENCE).isInstanceOf(InterruptedException.class);
        assertThat(pool.submit(DeedsTargets.square(3)).get(30, TimeUnit.SECONDS))
                .isEqualTo(9);
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void mapAsync_thatIsCancelled_stopsItsTasks() throws Exception {
        CompletableFuture<List<Void>> all =
                pool.mapAsync(item -> DeedsTargets.sleepUntilInterrupted(begun, interrupted), List.of(1, 2, 3));
        assertThat(begun.await(PATIENCE)).isTrue();
        assertThat(all.cancel(true)).isTrue();
        assertThat(interrupted.await(PATIENCE)).isTrue();
        assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void resultsThatAreClosed_stopTheirTasks() throws Exception {
        Results<Void> results =
                pool.stream(item -> DeedsTargets.sleepUntilInterrupted(begun, interrupted), List.of(1, 2, 3));
        assertThatThrownBy(() -> results.next(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
        assertThat(begun.await(PATIENCE)).isTrue();
        results.close();
        assertThat(interrupted.await(PATIENCE)).isTrue();
        assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void interruptedClose_killsWhatRuns_andStaysInterrupted() throws Exception {
        TaskFuture<Void> running = pool.submit(DeedsTargets.sleepUntilInterrupted(begun, interrupted));
        assertThat(begun.await(PATIENCE)).isTrue();
        Thread.currentThread().interrupt();
        pool.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running).failsWithin(PATIENCE).withThrowableOfType(CancellationException.class);
        assertThat(pool.awaitTermination(PATIENCE)).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pool.awaitTermination(PATIENCE)).isInstanceOf(InterruptedException.class);
    }

    // Dependents.

    /** Also one that was there before, and one that comes after; on the executor of the user's choice. */
    @Test
    void dependents_runOnTheExecutorOfTheUsersChoice() throws Exception {
        Set<String> names = ConcurrentHashMap.newKeySet();
        AtomicInteger threads = new AtomicInteger();
        ExecutorService mine =
                Executors.newFixedThreadPool(2, task -> new Thread(task, "mine-" + threads.incrementAndGet()));
        try {
            anotherPool(PoolOptions.create().workers(1).callbacks(mine));
            List<CompletableFuture<Void>> dependents = new ArrayList<>();
            TaskFuture<Integer> first = pool.submit(DeedsTargets.sayAndAwait(begun, interrupted));
            dependents.add(
                    first.thenAccept(value -> names.add(Thread.currentThread().getName())));
            dependents.add(first.thenApply(value -> value + 1)
                    .thenAccept(value -> names.add(Thread.currentThread().getName())));
            dependents.add(first.thenAcceptAsync(
                    value -> names.add(Thread.currentThread().getName())));
            interrupted.set();
            for (CompletableFuture<Void> dependent : dependents) {
                assertThat(dependent).succeedsWithin(PATIENCE);
            }
            assertThat(names).allMatch(name -> name.startsWith("mine-"));
        } finally {
            mine.shutdown();
        }
    }

    @Test
    void dependentThatBlocks_holdsUpNobody() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService many = Executors.newCachedThreadPool()) {
            anotherPool(PoolOptions.create().workers(1).callbacks(many));
            List<CompletableFuture<Void>> blocked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                blocked.add(pool.submit(DeedsTargets.square(i)).thenAccept(value -> {
                    try {
                        boolean ignored = end.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
            }
            List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
            assertThat(pool.map(DeedsTargets::square, numbers)).hasSize(1_000);
            assertThat(pool.submit(DeedsTargets.square(5)).get(30, TimeUnit.SECONDS))
                    .isEqualTo(25);
            assertThat(blocked).noneMatch(CompletableFuture::isDone);
            end.countDown();
            assertThat(CompletableFuture.allOf(blocked.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(PATIENCE);
        }
    }

    /** What a callback waits for is done by the pool that called it. */
    @Test
    void callbackThatCallsThePool_isServed() {
        CompletableFuture<Integer> both = pool.submit(DeedsTargets.square(3)).thenApply(value -> {
            try {
                return pool.call(DeedsTargets.square(value));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(both).succeedsWithin(PATIENCE).isEqualTo(81);
    }

    // Timeouts of tasks.

    @ParameterizedTest
    @EnumSource(names = {"PROCESSES", "THREADS"})
    void taskThatRunsTooLong_isInterruptedAndFails(PoolKind kind) throws Exception {
        anotherPool(kind.options(1));
        assertThatThrownBy(() -> pool.call(DeedsTargets.hang().timeout(Duration.ofMillis(150))))
                .isInstanceOf(ChildDiedException.class)
                .hasMessageContaining("Deeds.hang()")
                .hasMessageContaining("150 ms");
        assertThat(pool.stats().timeouts()).isEqualTo(1);
        assertThat(pool.call(DeedsTargets.square(2).timeout(PATIENCE))).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void taskThatRanTooLong_runsAgain_ifItHasRetries(PoolKind kind, @TempDir Path temp) throws Exception {
        anotherPool(kind.options(1));
        assertThat(pool.call(DeedsTargets.hangOnce(temp.resolve("mark"))
                        .timeout(Duration.ofSeconds(2))
                        .retries(1)))
                .isEqualTo(42);
        assertThat(pool.stats().timeouts()).isEqualTo(1);
        assertThat(pool.stats().completed()).isEqualTo(1);
        assertThat(pool.stats().failed()).isZero();
        assertThatThrownBy(() -> pool.call(
                        DeedsTargets.hang().timeout(Duration.ofMillis(100)).retries(2)))
                .isInstanceOf(ChildDiedException.class);
        assertThat(pool.stats().timeouts()).isEqualTo(4);
        assertThat(pool.stats().failed()).isEqualTo(1);
    }

    @Test
    void taskThatIgnoresItsTimeout_isKilled() throws Exception {
        anotherPool(PoolOptions.create().workers(1).grace(Duration.ofMillis(100)));
        TaskFuture<Void> stubborn = pool.submit(DeedsTargets.goOn(begun).timeout(Duration.ofMillis(300)));
        assertThat(stubborn)
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ChildDiedException.class)
                .withMessageContaining("300 ms");
        assertThat(begun.isSet()).isTrue();
        assertThat(pool.call(DeedsTargets.square(2))).isEqualTo(4);
        assertThat(pool.stats().restarts()).isEqualTo(1);
    }

    /** Each item of a chunk has its own time, which counts from when it begins. */
    @Test
    void timeoutOfAnItemInAChunk_isItsOwn() throws Exception {
        List<Integer> millis = new ArrayList<>(List.of(1, 1, 60_000, 1, 1));
        for (int i = 0; i < 40; i++) {
            millis.add(20); // together longer than each may take
        }
        assertThatThrownBy(() -> pool.chunked(100)
                        .map(item -> DeedsTargets.pidAfter(item).timeout(Duration.ofMillis(500)), millis))
                .isInstanceOf(ChildDiedException.class)
                .hasMessageStartingWith("item 2 (60000)")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
        assertThat(pool.stats().timeouts()).isEqualTo(1);
    }

    /** A short task before a long one: its result is there although the worker has no time to say so. */
    @Test
    void resultBeforeALongTask_isHandedOutAtOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            begun.clear();
            interrupted.clear();
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            futures.add(pool.submit(DeedsTargets.square(2)));
            futures.add(pool.submit(DeedsTargets.square(3)));
            futures.add(pool.submit(DeedsTargets.sayAndAwait(begun, interrupted)));
            futures.add(pool.submit(DeedsTargets.square(4)));
            assertThat(begun.await(PATIENCE)).isTrue();
            long since = System.nanoTime();
            assertThat(futures.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(4);
            assertThat(futures.get(1).get(30, TimeUnit.SECONDS)).isEqualTo(9);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(900));
            interrupted.set();
            assertThat(futures.get(3).get(30, TimeUnit.SECONDS)).isEqualTo(16);
        }
    }
}
