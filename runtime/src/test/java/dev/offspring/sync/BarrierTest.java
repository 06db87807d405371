package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.shared.SharedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Barrier}, between this thread and one in each place. */
@Tag("contract")
final class BarrierTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final Barrier barrier = Barrier.create(3);

    @AfterEach
    void close() {
        barrier.close();
        crew.close();
    }

    /** Two in this place that have arrived at {@link #barrier} and wait for the third. */
    private List<Doing<Integer>> two(Place place) {
        List<Doing<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(crew.hand(place).ask(barrier, Barrier::await).asleep());
        }
        return waiting;
    }

    @ParameterizedTest
    @EnumSource
    void await_theLast_letsAllPass(Place place) throws Exception {
        for (int round = 0; round < 3; round++) {
            List<Doing<Integer>> waiting = two(place);
            assertThat(barrier.getNumberWaiting()).isEqualTo(2);
            assertThat(waiting).noneMatch(Doing::isDone);
            assertThat(barrier.await()).isZero();
            assertThat(waiting.get(0).get()).isEqualTo(2);
            assertThat(waiting.get(1).get()).isEqualTo(1);
            assertThat(barrier.getNumberWaiting()).isZero();
            assertThat(barrier.isBroken()).isFalse();
        }
    }

    /** Property: nobody runs ahead, whatever the interleaving; and each round has one action, before anybody goes on. */
    @Test
    void await_inManyRounds_keepsAllTogether() throws Exception {
        int rounds = 200;
        List<Hand> hands = new ArrayList<>(crew.oneInEachPlace());
        hands.add(crew.jvm(1).hand(false));
        int parties = hands.size();
        try (Barrier all = Barrier.create(parties);
                SharedLong arrivals = SharedLong.create(0);
                SharedLong actions = SharedLong.create(0)) {
            List<Doing<Boolean>> doing = new ArrayList<>();
            for (Hand hand : hands) {
                doing.add(hand.tell(List.of(all, arrivals, actions), shared -> pass(shared, rounds, parties)));
            }
            for (Doing<Boolean> one : doing) {
                one.get();
            }
            assertThat(actions.get()).isEqualTo(rounds);
            assertThat(arrivals.get()).isEqualTo((long) rounds * parties);
        }
    }

    private static void pass(List<?> shared, int rounds, int parties) throws Exception {
        SharedLong arrivals = (SharedLong) shared.get(1);
        SharedLong actions = (SharedLong) shared.get(2);
        for (long round = 1; round <= rounds; round++) {
            arrivals.incrementAndGet();
            ((Barrier) shared.get(0)).await(actions::incrementAndGet);
            assertThat(actions.get()).isBetween(round, round + 1);
            assertThat(arrivals.get()).isBetween(round * parties, (round + 1) * parties - 1);
        }
    }

    @Test
    void await_aloneInItsBarrier_passesAtOnce() throws Exception {
        try (Barrier single = Barrier.create(1);
                SharedLong actions = SharedLong.create(0)) {
            for (int i = 0; i < 3; i++) {
                assertThat(single.await(actions::incrementAndGet)).isZero();
            }
            assertThat(single.await(0, TimeUnit.SECONDS)).isZero();
            assertThat(actions.get()).isEqualTo(3);
        }
    }

    @Test
    void create_outOfRange_throws() {
        for (int parties : new int[] {0, -1, Integer.MIN_VALUE, (1 << 20) + 1}) {
            assertThatThrownBy(() -> Barrier.create(parties))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("parties=" + parties);
        }
    }

    @ParameterizedTest
    @EnumSource
    void await_untilTimeout_breaksIt(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Integer> waiting = other.ask(barrier, Barrier::await).asleep();
        long start = System.nanoTime();
        assertThatThrownBy(() -> barrier.await(60, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("only 2 of 3");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(60), LONG);
        waiting.failure(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).isTrue();
        assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("reset()");
        assertThat(barrier.getNumberWaiting()).isZero();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatThrownBy(() -> barrier.await(none)).isInstanceOf(TimeoutException.class);
            assertThat(barrier.isBroken()).isTrue();
            barrier.reset();
        }
        assertThatThrownBy(() -> barrier.await(-1, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource
    void await_interrupted_throwsAtOnceAndBreaksIt(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Integer> bystander =
                crew.hand(Place.PLATFORM).ask(barrier, Barrier::await).asleep();
        Doing<Integer> waiting = other.ask(barrier, Barrier::await).asleep();
        long start = System.nanoTime();
        other.interrupt();
        waiting.failure(InterruptedException.class);
        bystander.failure(BrokenBarrierException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(barrier.isBroken()).isTrue();
        barrier.reset();
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(barrier.isBroken()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void reset_whileOthersWait_breaksTheirRoundOnly(Place place) throws Exception {
        List<Doing<Integer>> before = two(place);
        barrier.reset();
        for (Doing<Integer> one : before) {
            one.failure(BrokenBarrierException.class);
        }
        assertThat(barrier.isBroken()).isFalse();
        List<Doing<Integer>> after = two(place);
        assertThat(barrier.await()).isZero();
        for (Doing<Integer> one : after) {
            one.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void abort_breaksItUntilReset(Place place) throws Exception {
        List<Doing<Integer>> waiting = two(place);
        barrier.abort();
        for (Doing<Integer> one : waiting) {
            one.failure(BrokenBarrierException.class);
        }
        barrier.abort();
        assertThat(barrier.isBroken()).isTrue();
        crew.hand(place).ask(barrier, Barrier::await).failure(BrokenBarrierException.class);
        barrier.reset();
        List<Doing<Integer>> after = two(place);
        barrier.await();
        for (Doing<Integer> one : after) {
            one.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void await_actionThrows_breaksIt(Place place) {
        List<Doing<Integer>> waiting = two(place);
        assertThatThrownBy(() -> barrier.await(() -> {
                    throw new UnsupportedOperationException("no action");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no action");
        for (Doing<Integer> one : waiting) {
            one.failure(BrokenBarrierException.class);
        }
        assertThat(barrier.isBroken()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void close_whileOthersWait_areToldSoon(Place place) throws Exception {
        List<Doing<Integer>> waiting = two(place);
        long start = System.nanoTime();
        barrier.close();
        for (Doing<Integer> one : waiting) {
            one.failure(ClosedHandleException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        barrier.close();
        crew.hand(place).tell(barrier, Barrier::close).get();
        List<Deed.Act<Barrier>> uses = List.of(
                Barrier::await,
                gate -> gate.await(Duration.ZERO),
                Barrier::getParties,
                Barrier::getNumberWaiting,
                Barrier::isBroken,
                Barrier::reset,
                Barrier::abort);
        for (Deed.Act<Barrier> use : uses) {
            assertThatThrownBy(() -> use.on(barrier)).isInstanceOf(ClosedHandleException.class);
        }
        assertThat(barrier.toString()).contains("[closed]");
    }

    @Test
    void copy_isEqualAndSaysTheSame() {
        Barrier same = (Barrier) Letter.decode(Letter.encode(barrier));
        assertThat(same).isEqualTo(barrier).hasSameHashCodeAs(barrier);
        assertThat(same.getParties()).isEqualTo(3);
        String name = "Barrier@" + Long.toHexString(barrier.block().handle().offset());
        assertThat(same).hasToString(name + "[0 of 3]");
        barrier.abort();
        assertThat(same).hasToString(name + "[0 of 3, broken]");
        try (Barrier other = Barrier.create(3)) {
            assertThat(other).isNotEqualTo(barrier);
        }
    }

    /** One that has arrived and dies breaks the round; all who wait know it, and the message says who it was. */
    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL_IN_OTHER_JVM"})
    void arrivedKilled_breaksIt(Place place) throws Exception {
        SyncJvm doomed = crew.jvm(2);
        try (Barrier large = Barrier.create(9)) {
            Hand other = crew.hand(place);
            Doing<Integer> first = other.ask(large, Barrier::await).asleep();
            doomed.hand(false).ask(large, Barrier::await).asleep();
            doomed.hand(true).ask(large, Barrier::await).asleep();
            List<Doing<Integer>> waiting = new ArrayList<>(List.of(first));
            for (Hand hand : crew.oneInEachPlace()) {
                waiting.add(hand.ask(large, Barrier::await).asleep());
            }
            doomed.kill();
            long start = System.nanoTime();
            List<String> messages = new ArrayList<>();
            for (Doing<Integer> one : waiting) {
                messages.add(one.failure(BrokenBarrierException.class).getMessage());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("a barrier (" + place + ") broke " + took.toMillis() + " ms after the end of one party");
            assertThat(took).isLessThan(SOON);
            assertThat(messages).anyMatch(message -> message.contains("pid " + doomed.pid()));
            assertThat(large.isBroken()).isTrue();
            large.reset();
            assertThat(large.isBroken()).isFalse();
            assertThat(large.getNumberWaiting()).isZero();
        }
    }

    /** The last one, who runs the action, may die in it; then the round is not passed, and the barrier not stuck. */
    @Test
    void lastKilled_inTheAction_breaksIt() throws Exception {
        SyncJvm doomed = crew.jvm(2);
        List<Doing<Integer>> waiting = two(Place.OTHER_JVM);
        try (Event never = Event.create()) {
            doomed.hand(false)
                    .tell(
                            List.of(barrier, never),
                            shared -> ((Barrier) shared.get(0)).await(() -> awaitQuietly((Event) shared.get(1))))
                    .asleep();
            Doing<Integer> early =
                    crew.hand(Place.PLATFORM).ask(barrier, Barrier::await).asleep();
            assertThat(waiting).noneMatch(Doing::isDone);
            doomed.kill();
            long start = System.nanoTime();
            for (Doing<Integer> one : waiting) {
                one.failure(BrokenBarrierException.class);
            }
            early.failure(BrokenBarrierException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    private static void awaitQuietly(Event event) {
        try {
            event.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void arrivedStopped_isNotDead() throws Exception {
        SyncJvm stopped = crew.jvm(0);
        Doing<Integer> asleep = stopped.hand(false).ask(barrier, Barrier::await).asleep();
        stopped.stop();
        Doing<Integer> waiting =
                crew.hand(Place.PLATFORM).ask(barrier, Barrier::await).asleep();
        assertThat(crew.jvm(1)
                        .hand(false)
                        .ask(barrier, gate -> gate.await(15, TimeUnit.SECONDS))
                        .get())
                .isZero();
        waiting.get();
        stopped.goOn();
        assertThat(asleep.get())
                .as("its index, in a round that it slept through")
                .isEqualTo(2);
    }
}
