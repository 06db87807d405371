package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.shared.SharedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link CountDownLatch}, between this thread and one in each place. */
@Tag("contract")
final class CountDownLatchTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final CountDownLatch latch = CountDownLatch.create(2);

    @AfterEach
    void close() {
        latch.close();
        crew.close();
    }

    /** The last count releases all who wait, and who come later. */
    @ParameterizedTest
    @EnumSource
    void countDown_toZero_releasesAll(Place place) throws Exception {
        List<Doing<Boolean>> waiting = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            waiting.add(hand.ask(latch, gate -> gate.await(LONG)).asleep());
        }
        Hand other = crew.hand(place);
        latch.countDown();
        assertThat(latch.getCount()).isEqualTo(1);
        assertThat(waiting).noneMatch(Doing::isDone);
        other.tell(latch, CountDownLatch::countDown).get();
        for (Doing<Boolean> one : waiting) {
            assertThat(one.get()).isTrue();
        }
        other.tell(latch, CountDownLatch::await).get();
        latch.countDown();
        assertThat(latch.getCount()).isZero();
        assertThat(latch.await(0, TimeUnit.SECONDS)).isTrue();
    }

    /** Property: no count is lost, and what was done before counting is seen by those who are released. */
    @Test
    void countDown_byMany_isCountedEachTime() throws Exception {
        int times = 500;
        List<Hand> hands = crew.oneInEachPlace();
        try (CountDownLatch all = CountDownLatch.create(times * hands.size());
                SharedLong work = SharedLong.create(0)) {
            for (Hand hand : hands) {
                hand.tell(List.of(all, work), shared -> {
                    for (int i = 0; i < times; i++) {
                        ((SharedLong) shared.get(1)).incrementAndGet();
                        ((CountDownLatch) shared.get(0)).countDown();
                    }
                });
            }
            assertThat(all.await(LONG)).isTrue();
            assertThat(work.get()).isEqualTo((long) times * hands.size());
        }
    }

    @Test
    void create_outOfRange_throws() {
        assertThatThrownBy(() -> CountDownLatch.create(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count=-1");
        assertThatThrownBy(() -> CountDownLatch.create(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count=" + Integer.MAX_VALUE);
        try (CountDownLatch open = CountDownLatch.create(0);
                CountDownLatch most = CountDownLatch.create(Integer.MAX_VALUE >> 1)) {
            assertThat(open.getCount()).isZero();
            most.countDown();
            assertThat(most.getCount()).isEqualTo((Integer.MAX_VALUE >> 1) - 1);
        }
    }

    @Test
    void await_untilTimeout_isFalse() throws Exception {
        long start = System.nanoTime();
        assertThat(latch.await(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(60), LONG);
        start = System.nanoTime();
        assertThat(latch.await(-1, TimeUnit.DAYS)).isFalse();
        assertThat(latch.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(latch.getCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void await_interrupted_throwsAtOnceAndTheOthersGoOn(Place place) throws Exception {
        Hand one = crew.hand(place);
        Doing<Boolean> first = one.tell(latch, CountDownLatch::await).asleep();
        Doing<Boolean> second =
                crew.hand(Place.PLATFORM).tell(latch, CountDownLatch::await).asleep();
        long start = System.nanoTime();
        one.interrupt();
        first.failure(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(latch.getCount()).isEqualTo(2);
        latch.countDown();
        latch.countDown();
        second.get();
        Thread.currentThread().interrupt();
        assertThatThrownBy(latch::await).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void close_whileAnotherWaits_isToldToItSoon(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Boolean> waiting = other.tell(latch, CountDownLatch::await).asleep();
        long start = System.nanoTime();
        latch.close();
        waiting.failure(ClosedHandleException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        latch.close();
        other.tell(latch, CountDownLatch::close).get();
        assertThatThrownBy(latch::countDown).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(latch::getCount).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(latch::await).isInstanceOf(ClosedHandleException.class);
        assertThat(latch.toString()).contains("[closed]");
    }

    @Test
    void copy_isEqualAndSaysTheSame() {
        Object same = Letter.decode(Letter.encode(latch));
        assertThat(same).isEqualTo(latch).hasSameHashCodeAs(latch);
        assertThat(same)
                .hasToString("CountDownLatch@"
                        + Long.toHexString(latch.block().handle().offset()) + "[count=2]");
        try (CountDownLatch other = CountDownLatch.create(2)) {
            assertThat(other).isNotEqualTo(latch);
        }
    }
}
