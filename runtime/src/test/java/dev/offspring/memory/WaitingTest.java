package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.memory.Waiting.Outcome;
import dev.offspring.memory.Waiting.Strategy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of waiting, over each way to sleep and each kind of thread. */
final class WaitingTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);
    private static final int ROUNDS = 2_000;

    /** Longer than a thread spins: so that the other is asleep, or about to be. */
    private static final long DAWDLE_NANOS = TimeUnit.MICROSECONDS.toNanos(30);

    private final Block block = Session.current().allocate(HeapWorker.KIND, 64);

    @AfterEach
    void close() {
        block.close();
        Vigils.trust(); // those who cannot wake have said so
    }

    static Stream<Arguments> ways() {
        return Stream.of(Strategy.values())
                .flatMap(way -> Stream.of(Arguments.of(way, false), Arguments.of(way, true)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void await_wordThatHasChanged_returnsAtOnce(Strategy way, boolean virtual) throws Exception {
        assertThat(on(virtual, () -> word(way).await(7, LONG, () -> true)).get(20, TimeUnit.SECONDS))
                .isEqualTo(Outcome.CHANGED);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void await_wokenWhileItSleeps_seesTheChange(Strategy way, boolean virtual) throws Exception {
        CompletableFuture<Outcome> waiter = on(virtual, () -> word(way).await(0, LONG, () -> false));
        awaitAsleep(waiter);
        set(0, 1);
        word(way).wake(1);
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.CHANGED);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void await_untilTimeout_takesThatLong(Strategy way, boolean virtual) throws Exception {
        long start = System.nanoTime();
        assertThat(on(virtual, () -> word(way).await(0, 120 * MILLI, () -> false))
                        .get(20, TimeUnit.SECONDS))
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(System.nanoTime() - start).isBetween(119 * MILLI, LONG / 4);
        assertThat(on(virtual, () -> word(way).await(0, 0, () -> false)).get(20, TimeUnit.SECONDS))
                .isEqualTo(Outcome.TIMED_OUT);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void await_probeGivesUp_isHopelessAfterASlice(Strategy way, boolean virtual) throws Exception {
        AtomicBoolean dead = new AtomicBoolean();
        CompletableFuture<Outcome> waiter = on(virtual, () -> word(way).await(0, Waiting.FOREVER, dead::get));
        awaitAsleep(waiter);
        dead.set(true);
        assertThat(waiter.get(5, TimeUnit.SECONDS)).isEqualTo(Outcome.HOPELESS);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void await_interrupted_throwsLongBeforeASliceHasEnded(Strategy way, boolean virtual) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Outcome> waiter = on(virtual, () -> {
            thread.complete(Thread.currentThread());
            return word(way).await(0, Waiting.FOREVER, () -> false);
        });
        awaitAsleep(waiter);
        long start = System.nanoTime();
        thread.get(5, TimeUnit.SECONDS).interrupt();
        assertThatThrownBy(() -> waiter.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(System.nanoTime() - start).isLessThan(Waiting.SLICE_NANOS / 2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void awaitUninterruptibly_interrupted_goesOnAndStaysInterrupted(Strategy way, boolean virtual) throws Exception {
        CompletableFuture<Boolean> stillInterrupted = on(virtual, () -> {
            Thread.currentThread().interrupt();
            long start = System.nanoTime();
            Outcome outcome = word(way).awaitUninterruptibly(0, 60 * MILLI, () -> false);
            return outcome == Outcome.TIMED_OUT && System.nanoTime() - start >= 60 * MILLI && Thread.interrupted();
        });
        assertThat(stillInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Property: two threads that wake each other in turn never wait for a slice to end. */
    @ParameterizedTest
    @MethodSource("ways")
    void wake_inManyRounds_isNeverLost(Strategy way, boolean virtual) throws Exception {
        long start = System.nanoTime();
        CompletableFuture<Outcome> other = on(virtual, () -> turns(way, 1));
        CompletableFuture<Outcome> one = on(virtual, () -> turns(way, 0));
        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(Outcome.CHANGED);
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(Outcome.CHANGED);
        assertThat(System.nanoTime() - start)
                .as("nanos of %d rounds", ROUNDS)
                .isLessThan(ROUNDS * Waiting.SLICE_NANOS / 10);
    }

    /** Waits until the word is {@code parity} modulo 2, then counts it up, so that the other goes on. */
    private Outcome turns(Strategy way, int parity) throws InterruptedException {
        Waiting word = word(way);
        for (int round = 0; round < ROUNDS; round++) {
            int mine = 2 * round + parity;
            if (mine > 0 && word.await(mine - 1, LONG, () -> false) != Outcome.CHANGED) {
                return Outcome.TIMED_OUT;
            }
            if (round % 4 == 0) {
                LockSupport.parkNanos(DAWDLE_NANOS);
            }
            set(0, mine + 1);
            word.wakeAll();
        }
        return Outcome.CHANGED;
    }

    private Waiting word(Strategy way) {
        return new Waiting(block.segment(), 0, Session.current().arena().vigil(), way);
    }

    private void set(long offset, int value) {
        Mapping.INT.setVolatile(block.segment(), offset, value);
    }

    /** A slice and more: long enough to be asleep, and nothing fails if it is not. */
    private static void awaitAsleep(CompletableFuture<?> waiter) {
        CompletableFuture<?> pause = new CompletableFuture<>().completeOnTimeout(null, 80, TimeUnit.MILLISECONDS);
        pause.join();
        assertThat(waiter).isNotDone();
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> on(boolean virtual, Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.Builder builder =
                virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        builder.start(() -> {
            try {
                result.complete(work.run());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }
}
