package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pool knows of times and deaths: {@link Ticks}, {@link Durations}, {@link Slowest}, {@link Budget}. */
final class FiguresTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 1_000, (1 << 19) - 1, 1 << 19, 123_456_789, 3_600_000_000_000L, 1L << 49})
    void ticks_loseAtMostAPartInAQuarterMillion(long nanos) {
        int ticks = Ticks.of(nanos);
        assertThat(ticks).isBetween(0, (1 << 24) - 1);
        assertThat(Math.abs(Ticks.nanos(ticks) - nanos)).isLessThanOrEqualTo(nanos >> 18);
    }

    @Test
    void ticks_ofWhatCannotBe_areTheNearest() {
        assertThat(Ticks.nanos(Ticks.of(-5))).isZero();
        assertThat(Ticks.nanos(Ticks.of(Long.MAX_VALUE))).isGreaterThan(TimeUnit.DAYS.toNanos(6));
        assertThat(Ticks.nanos((1 << 24) - 1)).isPositive();
    }

    @Test
    void ticks_keepTheOrder() {
        Random random = Seeds.random(FiguresTest.class);
        for (int i = 0; i < 100_000; i++) {
            long one = random.nextLong() >>> (15 + random.nextInt(40));
            long other = random.nextLong() >>> (15 + random.nextInt(40));
            long least = Ticks.nanos(Ticks.of(Math.min(one, other)));
            assertThat(least).isLessThanOrEqualTo(Ticks.nanos(Ticks.of(Math.max(one, other))));
        }
    }

    @Test
    void durations_ofNone_areZero() {
        assertThat(new Durations().percentile(0.5)).isZero();
    }

    @Test
    void percentiles_areRightToAnEighth() {
        Durations durations = new Durations();
        for (int i = 1; i <= 1_000; i++) {
            durations.add(i * 1_000L, 1);
        }
        assertClose(durations.percentile(0.5), 500_000);
        assertClose(durations.percentile(0.99), 990_000);
        assertClose(durations.percentile(1), 1_000_000);
        assertClose(durations.percentile(0.001), 1_000);
    }

    private static void assertClose(Duration duration, long nanos) {
        assertThat(duration.toNanos()).isBetween(nanos * 7 / 8, nanos * 9 / 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 7, 8, 9, 15, 16, 1_000_000_007L, Long.MAX_VALUE})
    void durations_ofAnySize_areCounted(long nanos) {
        Durations durations = new Durations();
        durations.add(nanos, 1);
        long told = durations.percentile(0.5).toNanos();
        assertThat((double) told).isBetween(Math.max(0, nanos) * 0.875, Math.max(0, nanos) * 1.125);
    }

    @Test
    void slowest_areTheFiveThatTookLongest_longestFirst() {
        Slowest slowest = new Slowest();
        assertThat(slowest.list()).isEmpty();
        List<Integer> times = new ArrayList<>(List.of(3, 9, 1, 7, 7, 2, 8, 5, 6, 4));
        for (int time : times) {
            Task<?> task = TravellingCall.TARGET.of("a").label("took " + time);
            slowest.add(task, time);
        }
        assertThat(slowest.list())
                .extracting(WorkerStats.SlowTask::task)
                .containsExactly("took 9", "took 8", "took 7", "took 7", "took 6");
        assertThat(slowest.list().getFirst().took()).isEqualTo(Duration.ofNanos(9));
    }

    @Test
    void budget_allowsSoManyDeathsInAPeriod() {
        Budget budget = new Budget(2, Duration.ofNanos(100));
        Exception first = new Exception("first");
        assertThat(budget.allows(first, 0)).isTrue();
        assertThat(budget.allows(new Exception("second"), 50)).isTrue();
        assertThat(budget.allows(new Exception("third"), 101)).isTrue();
        Exception last = new Exception("last");
        assertThat(budget.allows(last, 102)).isFalse();
        assertThat(budget.causes()).hasSize(4).startsWith(first).endsWith(last);
        assertThat(budget).hasToString("2 within 0 ms");
    }

    @Test
    void budgetOfNone_allowsNoDeath() {
        assertThat(new Budget(0, Duration.ofSeconds(1)).allows(new Exception(), 0))
                .isFalse();
    }

    /** The clock has no zero. */
    @Test
    void budget_worksWhereTheClockTurnsOver() {
        Budget budget = new Budget(1, Duration.ofNanos(10));
        assertThat(budget.allows(new Exception(), Long.MAX_VALUE - 2)).isTrue();
        assertThat(budget.allows(new Exception(), Long.MIN_VALUE + 3)).isFalse();
        assertThat(budget.allows(new Exception(), Long.MIN_VALUE + 30)).isTrue();
    }

    @Test
    void budget_keepsTheLastCausesOnly() {
        Budget budget = new Budget(1_000, Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            boolean ignored = budget.allows(new Exception("death " + i), i);
        }
        assertThat(budget.causes()).hasSize(10);
        assertThat(budget.causes().getLast()).hasMessage("death 99");
    }
}
