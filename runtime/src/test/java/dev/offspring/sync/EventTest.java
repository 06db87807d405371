package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Event}, between this thread and one in each place. */
@Tag("contract")
final class EventTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final Event event = Event.create();

    @AfterEach
    void close() {
        event.close();
        crew.close();
    }

    @ParameterizedTest
    @EnumSource
    void set_isSeenUntilCleared(Place place) throws Exception {
        Hand other = crew.hand(place);
        assertThat(event.isSet()).isFalse();
        event.clear();
        other.tell(event, Event::set).get();
        assertThat(event.isSet()).isTrue();
        event.set();
        event.await();
        assertThat(event.await(0, TimeUnit.SECONDS)).isTrue();
        assertThat(event.await(Duration.ZERO)).isTrue();
        other.tell(event, Event::clear).get();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
    }

    /** Property: set releases all who wait at that moment, also if clear follows at once. */
    @Test
    void set_andClearedAtOnce_releasesAllWhoWait() throws Exception {
        List<Hand> hands = new ArrayList<>(crew.oneInEachPlace());
        hands.addAll(crew.oneInEachPlace());
        hands.add(crew.jvm(1).hand(false));
        for (int round = 0; round < 5; round++) {
            List<Doing<Boolean>> waiting = new ArrayList<>();
            for (Hand hand : hands) {
                waiting.add(hand.ask(event, flag -> flag.await(LONG)).asleep());
            }
            event.set();
            event.clear();
            for (Doing<Boolean> one : waiting) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    /** Property: two that wake each other in turn never miss it. */
    @ParameterizedTest
    @EnumSource
    void set_backAndForth_isNeverLost(Place place) throws Exception {
        int rounds = 200;
        try (Event back = Event.create()) {
            Doing<Boolean> other =
                    crew.hand(place).tell(List.of(event, back), both -> turns(both.get(0), both.get(1), rounds));
            for (int i = 0; i < rounds; i++) {
                event.set();
                assertThat(back.await(LONG)).as("answer %d", i).isTrue();
                back.clear();
            }
            other.get();
        }
    }

    private static void turns(Object there, Object back, int rounds) throws InterruptedException {
        for (int i = 0; i < rounds; i++) {
            if (!((Event) there).await(LONG)) {
                throw new AssertionError("no event " + i);
            }
            ((Event) there).clear();
            ((Event) back).set();
        }
    }

    @Test
    void await_untilTimeout_isFalse() throws Exception {
        long start = System.nanoTime();
        assertThat(event.await(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(60), LONG);
        start = System.nanoTime();
        assertThat(event.await(-1, TimeUnit.DAYS)).isFalse();
        assertThat(event.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void await_interrupted_throwsAtOnceAndTheOthersGoOn(Place place) throws Exception {
        Hand one = crew.hand(place);
        Hand other = crew.hand(Place.PLATFORM);
        Doing<Boolean> first = one.tell(event, Event::await).asleep();
        Doing<Boolean> second = other.tell(event, Event::await).asleep();
        long start = System.nanoTime();
        one.interrupt();
        first.failure(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(event.isSet()).isFalse();
        event.set();
        second.get();
        Thread.currentThread().interrupt();
        assertThatThrownBy(event::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void waiterKilled_disturbsNobody() throws Exception {
        Doing<Boolean> waiting =
                crew.hand(Place.OTHER_JVM).tell(event, Event::await).asleep();
        SyncJvm doomed = crew.jvm(1);
        doomed.hand(false).tell(event, Event::await).asleep();
        doomed.kill();
        event.set();
        waiting.get();
        assertThat(event.isSet()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void close_whileAnotherWaits_isToldToItSoon(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Boolean> waiting = other.tell(event, Event::await).asleep();
        long start = System.nanoTime();
        event.close();
        waiting.failure(ClosedHandleException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        event.close();
        other.tell(event, Event::close).get();
        List<Deed.Act<Event>> uses =
                List.of(Event::set, Event::clear, Event::isSet, Event::await, flag -> flag.await(Duration.ZERO));
        for (Deed.Act<Event> use : uses) {
            assertThatThrownBy(() -> use.on(event)).isInstanceOf(ClosedHandleException.class);
        }
        assertThat(event.toString()).contains("[closed]");
    }

    @Test
    void copy_isEqualAndSaysTheSame() {
        Object same = Letter.decode(Letter.encode(event));
        assertThat(same).isEqualTo(event).hasSameHashCodeAs(event);
        String name = "Event@" + Long.toHexString(event.block().handle().offset());
        assertThat(same).hasToString(name + "[not set]");
        event.set();
        assertThat(same).hasToString(name + "[set]");
        try (Event other = Event.create()) {
            assertThat(other).isNotEqualTo(event);
        }
    }
}
