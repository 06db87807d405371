package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import dev.offspring.pool.Outcome;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.Results;
import dev.offspring.pool.TaskFuture;
import dev.offspring.process.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "What happens when" of docs/pool.md: each cell of its tables has one outcome, and the pool goes on after it. */
@Timeout(60)
final class MatrixTest {
    private static @Nullable Pool pool;

    @BeforeAll
    static void open() {
        pool = Pool.with(PoolOptions.create().workers(1).heap("64m"));
    }

    @AfterAll
    static void close() {
        pool().close();
    }

    private static Pool pool() {
        if (pool == null) {
            throw new AssertionError("there is a pool");
        }
        return pool;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ENCODING_THE_TASK,   EXCEPTION, TransferException,   IllegalStateException, 0
            ENCODING_THE_TASK,   ERROR,     AssertionError,      ,                      0
            DECODING_THE_TASK,   EXCEPTION, TaskFailedException, TransferException,     0
            DECODING_THE_TASK,   ERROR,     TaskFailedException, AssertionError,        0
            DECODING_THE_TASK,   EXIT,      ChildDiedException,  ,                      1
            DECODING_THE_TASK,   CRASH,     ChildDiedException,  ,                      1
            RUNNING,             EXCEPTION, TaskFailedException, IllegalStateException, 0
            RUNNING,             ERROR,     TaskFailedException, AssertionError,        0
            RUNNING,             EXIT,      ChildDiedException,  ,                      1
            RUNNING,             CRASH,     ChildDiedException,  ,                      1
            ENCODING_THE_RESULT, EXCEPTION, TaskFailedException, TransferException,     0
            ENCODING_THE_RESULT, ERROR,     TaskFailedException, AssertionError,        0
            ENCODING_THE_RESULT, EXIT,      ChildDiedException,  ,                      1
            ENCODING_THE_RESULT, CRASH,     ChildDiedException,  ,                      1
            DECODING_THE_RESULT, EXCEPTION, TransferException,   TransferException,     0
            DECODING_THE_RESULT, ERROR,     TransferException,   AssertionError,        0
            """)
    void mine_thatGoesOff_failsItsTaskAndNothingElse(
            Mine.Place place, Mine.Bang bang, String failure, @Nullable String cause, long deaths) throws Exception {
        long restarts = pool().stats().restarts();
        Mine mine = new Mine(place, bang);

        assertIs(catchThrowable(() -> pool().call(MineTargets.carry(mine))), failure, cause);
        if (deaths == 0) { // a death takes its time, and a submitted task dies no other way
            assertIs(catchThrowable(() -> submitAndGet(mine)), failure, cause);
        }
        assertOneOutcome(mine, failure, cause);

        assertThat(pool().call(DeedsTargets.square(5))).isEqualTo(25);
        assertThat(pool().stats().restarts() - restarts).isEqualTo(2 * deaths);
    }

    private static void submitAndGet(Mine mine) throws Throwable {
        TaskFuture<Mine> future = pool().submit(MineTargets.carry(mine));
        try {
            Mine ignored = future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            throw why == null ? e : why;
        }
    }

    /** In the middle of others, none of which is lost. An error while a task is encoded is that item's, and wrapped. */
    private static void assertOneOutcome(Mine mine, String failure, @Nullable String cause) {
        Mine dud = new Mine(Mine.Place.NOWHERE, Mine.Bang.ERROR);
        List<Outcome<Mine, Mine>> outcomes = new ArrayList<>();
        try (Results<Outcome<Mine, Mine>> results =
                pool().outcomes(MineTargets::carry, List.of(dud, dud, mine, dud, dud))) {
            results.forEach(outcomes::add);
        }
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes).extracting(Outcome::index).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        for (Outcome<Mine, Mine> outcome : outcomes) {
            switch (outcome) {
                case Outcome.Done(Mine item, long index, Mine value) -> {
                    assertThat(index).isNotEqualTo(2);
                    assertThat(value).isEqualTo(item);
                }
                case Outcome.Failed(Mine item, long index, RuntimeException why) -> {
                    assertThat(index).isEqualTo(2);
                    assertThat(item).isEqualTo(mine);
                    if (failure.equals("AssertionError")) {
                        assertIs(why, "TaskFailedException", "AssertionError");
                    } else {
                        assertIs(why, failure, cause);
                    }
                }
            }
        }
    }

    private static void assertIs(@Nullable Throwable thrown, String failure, @Nullable String cause) {
        Throwable known = Objects.requireNonNull(thrown, "nothing was thrown");
        assertThat(known.getClass().getSimpleName()).as("%s", known).isEqualTo(failure);
        if (cause != null) {
            Throwable beneath = Objects.requireNonNull(known.getCause(), "it has no cause");
            assertThat(beneath.getClass().getSimpleName()).isEqualTo(cause);
        }
        if (thrown instanceof ChildDiedException died) {
            assertThat(died.target()).contains("Mine.carry");
            assertThat(died.pid()).isPositive();
            assertThat(died.process()).startsWith(pool().name());
            assertThat(died.reason()).containsAnyOf("exit", "SIGKILL");
        }
    }

    // The initialiser.

    @Test
    void initialiserThatCannotBeEncoded_isRefusedWhenThePoolIsMade() {
        Mine mine = new Mine(Mine.Place.ENCODING_THE_TASK, Mine.Bang.EXCEPTION);
        assertThatThrownBy(() -> Pool.with(PoolOptions.create().initializer(MineTargets.carry(mine))))
                .isInstanceOf(TransferException.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DECODING_THE_TASK,   EXCEPTION, TransferException
            DECODING_THE_TASK,   ERROR,     AssertionError
            DECODING_THE_TASK,   EXIT,      ChildDiedException
            DECODING_THE_TASK,   CRASH,     ChildDiedException
            RUNNING,             EXCEPTION, IllegalStateException
            RUNNING,             ERROR,     AssertionError
            RUNNING,             EXIT,      ChildDiedException
            RUNNING,             CRASH,     ChildDiedException
            """)
    void initialiserThatGoesOff_failsThePoolAtOnce(Mine.Place place, Mine.Bang bang, String cause) {
        PoolOptions options =
                PoolOptions.create().workers(1).heap("32m").initializer(MineTargets.carry(new Mine(place, bang)));
        try (Pool failing = Pool.with(options)) {
            TaskFuture<Integer> first = failing.submit(DeedsTargets.square(1));
            assertThat(first)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(PoolFailedException.class)
                    .satisfies(thrown -> {
                        PoolFailedException failed = (PoolFailedException) Objects.requireNonNull(thrown.getCause());
                        assertThat(failed).hasMessageContaining(failing.name());
                        assertThat(failed.causes()).isNotEmpty();
                        assertThat(failed.causes().getLast().getClass().getSimpleName())
                                .isEqualTo(cause);
                    });
            assertThatThrownBy(() -> failing.call(DeedsTargets.square(2))).isInstanceOf(PoolFailedException.class);
        }
    }

    // Callbacks: on the side of the user's own program, so that exit and crash are its own.

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "ERROR"})
    void callbackThatThrows_failsWhatDependsOnItAndNothingElse(Mine.Bang bang) {
        TaskFuture<Integer> future = pool().submit(DeedsTargets.square(6));
        CompletableFuture<Integer> dependent = future.thenApply(value -> {
            if (bang == Mine.Bang.ERROR) {
                throw new AssertionError("in a callback");
            }
            throw new IllegalStateException("in a callback");
        });
        assertThat(dependent)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("in a callback");
        assertThat(future).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(36);
        assertThat(pool().submit(DeedsTargets.square(7)))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(49);
    }

    // The input, and the function that makes tasks of it.

    /** Three numbers, and then something is thrown. */
    private static Iterator<Integer> threeAnd(Throwable thrown) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (next == 3) {
                    throw MatrixTest.<RuntimeException>sneaky(thrown);
                }
                return next++;
            }
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    static List<Throwable> thrown() {
        return List.of(new IllegalStateException("the input is bad"), new AssertionError("the input is worse"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inputThatThrows_isThrownAsItIs_afterWhatItHadGiven(boolean ordered) throws Exception {
        for (Throwable thrown : thrown()) {
            assertThatThrownBy(() -> pool().map(DeedsTargets::square, threeAnd(thrown)))
                    .isSameAs(thrown);
            List<Integer> results = new ArrayList<>();
            try (Results<Integer> all = ordered
                    ? pool().stream(DeedsTargets::square, threeAnd(thrown))
                    : pool().unordered(DeedsTargets::square, threeAnd(thrown))) {
                assertThatThrownBy(() -> all.forEach(results::add)).isSameAs(thrown);
                assertThat(all.hasNext()).isFalse();
            }
            assertThat(results).containsExactlyInAnyOrder(0, 1, 4);
        }
        assertThat(pool().call(DeedsTargets.square(8))).isEqualTo(64);
    }

    @Test
    void functionThatThrows_failsItsItem() throws Exception {
        for (Throwable thrown : thrown()) {
            assertThatThrownBy(() -> pool().map(item -> task(item, thrown), List.of(1, 2, 3)))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("item 1 (2)")
                    .hasCause(thrown);
            List<Object> outcomes = new ArrayList<>();
            try (Results<Integer> results = pool().stream(item -> task(item, thrown), List.of(1, 2, 3))) {
                while (results.hasNext()) {
                    try {
                        outcomes.add(results.next());
                    } catch (TaskFailedException e) {
                        outcomes.add(thrown.equals(e.getCause()) ? "failed" : e);
                    }
                }
            }
            assertThat(outcomes).containsExactly(1, "failed", 9);
        }
    }

    private static Task<Integer> task(int item, Throwable thrown) {
        if (item == 2) {
            throw MatrixTest.<RuntimeException>sneaky(thrown);
        }
        return DeedsTargets.square(item);
    }

    /** What a task throws may throw in turn, when it is asked what it is. */
    @Test
    void exceptionThatThrowsWhenAsked_isAFailureLikeOthers() throws Exception {
        long pid = pool().call(DeedsTargets.pid());
        assertThatThrownBy(() -> pool().call(DeedsTargets.failOddly()))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("Deeds.failOddly()");
        assertThat(pool().call(DeedsTargets.pid())).isEqualTo(pid);
    }

    /** The memory of a worker is full: its task fails, and another worker takes its place. */
    @Test
    void taskThatFillsTheHeap_failsWithItsError() throws Exception {
        long pid = pool().call(DeedsTargets.pid());
        assertThatThrownBy(() -> pool().call(DeedsTargets.fillHeap()))
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(pool().call(DeedsTargets.pid())).isNotEqualTo(pid);
        assertThatThrownBy(() -> pool().call(DeedsTargets.overflow(1)))
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> pool().stats().workers().size() == 1);
    }
}
