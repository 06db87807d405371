package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.pool.Outcome;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.Results;
import dev.offspring.process.Task;
import dev.offspring.shared.SharedIntArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that travel many in one message: what happens to one of them happens to it alone. */
@Timeout(120)
final class TinyTasksTest {
    private static final int COUNT = 2 * Tiny.Fate.PERIOD;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SharedIntArray begun = SharedIntArray.create(COUNT);
    private final Pool pool = Pool.with(PoolOptions.create()
            .workers(2)
            .heap("32m")
            .grace(Duration.ofMillis(300))
            .initializer(TinyTargets.open(begun)));

    @AfterEach
    void close() {
        pool.close();
        begun.close();
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, COUNT).boxed().toList();
    }

    private static Task<Integer> step(int number) {
        return TinyTargets.step(number).timeout(LIMIT).retries(Tiny.Fate.of(number) == Tiny.Fate.DIES_ONCE ? 1 : 0);
    }

    private void check(Outcome<Integer, Integer> outcome) {
        int number = outcome.item();
        assertThat(outcome.index()).isEqualTo(number);
        Tiny.Fate fate = Tiny.Fate.of(number);
        switch (outcome) {
            case Outcome.Done<Integer, Integer>(Integer _, long _, Integer value) -> {
                assertThat(fate).isIn(Tiny.Fate.RETURNS, Tiny.Fate.DIES_ONCE);
                assertThat(value).isEqualTo(-number);
            }
            case Outcome.Failed<Integer, Integer>(Integer _, long _, RuntimeException why) -> {
                assertThat(fate).as("%s failed: %s", number, why).isNotIn(Tiny.Fate.RETURNS, Tiny.Fate.DIES_ONCE);
                assertThat(why)
                        .isInstanceOf(fate == Tiny.Fate.THROWS ? TaskFailedException.class : ChildDiedException.class)
                        .hasMessageContaining("Tiny.step(" + number + ")");
            }
        }
    }

    private void checkBegun() {
        for (int number = 0; number < COUNT; number++) {
            assertThat(begun.get(number))
                    .as("how often %s was begun", number)
                    .isEqualTo(Tiny.Fate.of(number) == Tiny.Fate.DIES_ONCE ? 2 : 1);
        }
    }

    private void checkAll(Pool by) {
        int outcomes = 0;
        try (Results<Outcome<Integer, Integer>> results = by.outcomes(TinyTasksTest::step, numbers())) {
            for (Outcome<Integer, Integer> outcome : results) {
                check(outcome);
                outcomes++;
            }
        }
        assertThat(outcomes).isEqualTo(COUNT);
        checkBegun();
        assertThat(pool.stats().active()).isZero();
        assertThat(pool.stats().queued()).isZero();
        assertThat(pool.stats().timeouts()).isEqualTo(1);
    }

    @Test
    void badOnes_amongManyThatTravelTogether_failAlone() {
        checkAll(pool);
    }

    @Test
    void badOnes_inChunksOfAFixedSize_failAlone() {
        checkAll(pool.chunked(300));
    }

    @Test
    void order_isTheInputs_whateverHappens() {
        try (Results<Integer> results = pool.stream(TinyTasksTest::step, numbers())) {
            for (int number = 0; number < COUNT; number++) {
                assertThat(results.hasNext()).isTrue();
                Integer value = null;
                try {
                    value = results.next();
                } catch (TaskFailedException | ChildDiedException e) {
                    assertThat(e).hasMessageContaining("Tiny.step(" + number + ")");
                }
                if (value != null) {
                    assertThat(value).isEqualTo(-number);
                }
            }
            assertThat(results.hasNext()).isFalse();
        }
        checkBegun();
    }

    /** Of several targets, with timeouts and without, and some of which no task can be made. */
    @Test
    void tasksThatDoNotSuitEachOther_areAllDone() {
        try (Results<Outcome<Integer, Object>> results = pool.outcomes(TinyTasksTest::mixed, numbers())) {
            List<Integer> failed = new ArrayList<>();
            for (Outcome<Integer, Object> outcome : results) {
                switch (outcome) {
                    case Outcome.Done<Integer, Object>(Integer item, long _, Object value) ->
                        assertThat(value).isEqualTo(item % 3 == 0 ? "n" + item : item * item);
                    case Outcome.Failed<Integer, Object>(Integer item, long _, RuntimeException why) -> {
                        assertThat(why).hasMessageContaining("no task could be made");
                        failed.add(item);
                    }
                }
            }
            assertThat(failed).hasSize(COUNT / 100).allMatch(item -> item % 100 == 50);
        }
    }

    private static Task<? extends Object> mixed(int number) {
        if (number % 100 == 50) {
            throw new IllegalStateException("not " + number);
        }
        Task<? extends Object> task = number % 3 == 0 ? TinyTargets.text(number) : DeedsTargets.square(number);
        return number % 7 == 0 ? task.timeout(PATIENCE) : task;
    }

    @Test
    void resultsThatAreClosed_takeBackWhatTravelsTogether() {
        for (int i = 0; i < 20; i++) {
            try (Results<Integer> results =
                    pool.unordered(DeedsTargets::square, Stream.iterate(0, number -> number + 1))) {
                for (int taken = 0; taken < 500 * i; taken++) {
                    assertThat(results.next()).isNotNull();
                }
            }
        }
        await().atMost(PATIENCE)
                .until(() -> pool.stats().active() == 0 && pool.stats().queued() == 0);
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void map_ofManyThatTravelTogether_namesTheFirstThatFailed() {
        assertThatThrownBy(() -> pool.map(TinyTasksTest::step, numbers()))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageStartingWith("item 1500 (1500): ")
                .cause()
                .hasMessage("no 1500");
        checkBegun();
    }

    /** Those that lie behind a long one, in the same message, are taken back and run elsewhere. */
    @Test
    void longOne_holdsBackNoneOfThoseItTravelsWith() throws Exception {
        assertThat(pool.map(DeedsTargets::square, numbers())).hasSize(COUNT); // they are known to be short
        int longs = 3;
        try (Results<Object> results = pool.unordered(
                number -> number < longs ? DeedsTargets.sleep(1_500) : DeedsTargets.square(number), numbers())) {
            long since = System.nanoTime();
            for (int i = 0; i < COUNT; i++) {
                Object ignored = results.next(PATIENCE);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(1_500L * longs));
        }
    }
}
