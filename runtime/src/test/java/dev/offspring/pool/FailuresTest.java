package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the failures of items are told. */
final class FailuresTest {
    private final Failures failures = new Failures();

    private void fail(long index, Object item, RuntimeException why) {
        failures.add(index, item, why);
    }

    @Test
    void noFailure_throwsNothing() {
        failures.throwFirst();
    }

    @Test
    void failures_areThrownAsTheFirstInTheInput_withTheOthersSuppressed() {
        fail(7, "seven", new TaskFailedException("seventh", new IllegalStateException("7")));
        fail(2, "two", new TaskFailedException("second", new IllegalStateException("2")));
        fail(5, "five", new TransferException("fifth"));
        assertThatThrownBy(failures::throwFirst)
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("item 2 (\"two\"): second")
                .hasCause(new IllegalStateException("2"))
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactlyInAnyOrder("item 7 (\"seven\"): seventh", "item 5 (\"five\"): fifth"));
    }

    @Test
    void manyFailures_areNotAllKept() {
        for (int i = 100_000; i > 0; i--) {
            fail(i, i, new TaskFailedException("no"));
        }
        assertThatThrownBy(failures::throwFirst)
                .hasMessageStartingWith("item 1 (1)")
                .satisfies(thrown -> assertThat(countAll(thrown)).isLessThan(20));
    }

    /** Also what is suppressed in what is suppressed. */
    private static int countAll(Throwable thrown) {
        int count = 1;
        for (Throwable suppressed : thrown.getSuppressed()) {
            count += countAll(suppressed);
        }
        return count;
    }

    @Test
    void deathOfAWorker_isToldWithAllThatIsKnownOfIt() {
        fail(
                0,
                "bad.jpg",
                new ChildDiedException(
                        "pool-1-1 (pid 12) died",
                        12,
                        "pool-1-1",
                        "Thumbs.thumb",
                        "crashed",
                        List.of("a line"),
                        "hs_err"));
        assertThatThrownBy(failures::throwFirst)
                .isInstanceOf(ChildDiedException.class)
                .hasMessage("item 0 (\"bad.jpg\"): pool-1-1 (pid 12) died")
                .satisfies(thrown -> {
                    ChildDiedException died = (ChildDiedException) thrown;
                    assertThat(died.pid()).isEqualTo(12);
                    assertThat(died.process()).isEqualTo("pool-1-1");
                    assertThat(died.target()).isEqualTo("Thumbs.thumb");
                    assertThat(died.reason()).isEqualTo("crashed");
                    assertThat(died.lastLines()).containsExactly("a line");
                    assertThat(died.crashReport()).contains("hs_err");
                });
    }

    @Test
    void endOfThePool_isNoMatterOfAnItem() {
        PoolFailedException failed = new PoolFailedException("it gives up", List.of());
        fail(0, "a", failed);
        assertThatThrownBy(failures::throwFirst).isSameAs(failed);
        Failures others = new Failures();
        CancellationException cancelled = new CancellationException("shut down");
        others.add(0, "a", cancelled);
        assertThatThrownBy(others::throwFirst).isSameAs(cancelled);
    }

    @Test
    void itemsInWords_areShortAndNeverFail() {
        assertThat(told("x".repeat(10_000))).hasSizeLessThan(100).contains("…");
        assertThat(told(null)).isEqualTo("item 0 (null): why");
        assertThat(told(new Nasty(new IllegalStateException()))).isEqualTo("item 0 (Nasty): why");
        assertThat(told(new Nasty(new StackOverflowError()))).isEqualTo("item 0 (Nasty): why");
        assertThat(told(new Nasty(new AssertionError()))).isEqualTo("item 0 (Nasty): why");
    }

    private static String told(@Nullable Object item) {
        Failures failures = new Failures();
        failures.add(0, item, new TaskFailedException("why"));
        try {
            failures.throwFirst();
        } catch (TaskFailedException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("nothing was thrown");
    }

    /** It does not say what it is. */
    private record Nasty(Throwable thrown) {
        @Override
        public String toString() {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }
}
