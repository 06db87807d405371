package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a bounded {@link Queue}, with each {@link Overflow}. */
@Tag("contract")
final class QueueCapacityTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Crew crew = new Crew();
    private final List<Queue<?>> queues = new ArrayList<>();

    private Queue<Object> full(Overflow overflow) throws InterruptedException {
        Queue<Object> queue = Queue.bounded(2, overflow);
        queues.add(queue);
        queue.putAll(List.of(1, 2));
        return queue;
    }

    @AfterEach
    void close() {
        queues.forEach(Queue::close);
        crew.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void capacity_thatIsNotPositive_isRefused(int capacity) {
        assertThatThrownBy(() -> Queue.bounded(capacity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(capacity));
        assertThatThrownBy(() -> Queue.bounded(capacity, Overflow.DROP_OLDEST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Queue.of(String.class, capacity, Overflow.BLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void put_intoAFullOne_waitsForRoom(Place place) throws Exception {
        Queue<Object> queue = full(Overflow.BLOCK);
        assertThat(queue.remainingCapacity()).isZero();
        Doing<Boolean> putting = crew.hand(place).tell(queue, to -> to.put(3)).asleep();
        assertThat(queue.size()).isEqualTo(2);
        long start = System.nanoTime();
        assertThat(queue.take()).isEqualTo(1);
        putting.get();
        assertThat(since(start)).isLessThan(SOON);
        assertThat(Taken.upTo(queue, 9)).containsExactly(2, 3);
        assertThat(queue.remainingCapacity()).isEqualTo(2);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Property: room is told to all who wait for it, in turn. */
    @Test
    void put_ofManyIntoAFullOne_areAllServed() throws Exception {
        Queue<Object> queue = full(Overflow.BLOCK);
        List<Hand> hands = new ArrayList<>(crew.oneInEachPlace());
        hands.addAll(crew.oneInEachPlace());
        List<Doing<Boolean>> putting = new ArrayList<>();
        for (Hand hand : hands) {
            putting.add(hand.tell(queue, to -> to.put("more")).asleep());
        }
        for (int i = 0; i < 2 + hands.size(); i++) {
            assertThat(queue.poll(LONG)).as("element %d", i).isNotNull();
        }
        for (Doing<Boolean> one : putting) {
            one.get();
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    /** Property: two that sleep are both woken by room for two, and the second does not find out after a slice of sleep only. */
    @Test
    void put_ofTwoAsleepWhenTwoAreTaken_bothGoOnAtOnce() throws Exception {
        Queue<Object> queue = full(Overflow.BLOCK);
        Duration fastest = LONG;
        for (int round = 0; round < 5; round++) {
            Doing<Boolean> one =
                    crew.hand(Place.PLATFORM).tell(queue, to -> to.put(3)).asleep();
            Doing<Boolean> other =
                    crew.hand(Place.PLATFORM).tell(queue, to -> to.put(4)).asleep();
            long start = System.nanoTime();
            assertThat(Taken.upTo(queue, 2)).hasSize(2);
            one.get();
            other.get();
            Duration took = since(start);
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        assertThat(fastest).as("the fastest round").isLessThan(Duration.ofMillis(75));
    }

    @ParameterizedTest
    @EnumSource
    void put_waitingForRoomInterrupted_throwsAndPutsNothing(Place place) throws Exception {
        Queue<Object> queue = full(Overflow.BLOCK);
        Hand hand = crew.hand(place);
        Doing<Boolean> putting = hand.tell(queue, to -> to.put(3)).asleep();
        Doing<Boolean> other =
                crew.hand(Place.PLATFORM).tell(queue, to -> to.put(4)).asleep();
        long start = System.nanoTime();
        hand.interrupt();
        putting.failure(InterruptedException.class);
        assertThat(since(start)).isLessThan(SOON);
        assertThat(queue.take()).isEqualTo(1);
        other.get();
        assertThat(Taken.upTo(queue, 9)).containsExactly(2, 4);
    }

    @ParameterizedTest
    @EnumSource
    void offer_toAFullOne_waitsNoLongerThanItMay(Place place) throws Exception {
        Queue<Object> queue = full(Overflow.BLOCK);
        long start = System.nanoTime();
        assertThat(queue.offer(3)).isFalse();
        assertThat(queue.offer(3, Duration.ZERO)).isFalse();
        assertThat(queue.offer(3, -1, TimeUnit.DAYS)).isFalse();
        assertThat(since(start)).isLessThan(SOON);
        assertThatThrownBy(() -> queue.add(3)).isInstanceOf(IllegalStateException.class);
        start = System.nanoTime();
        assertThat(queue.offer(3, SHORT)).isFalse();
        assertThat(queue.offer(3, SHORT.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        assertThat(since(start)).isBetween(SHORT.multipliedBy(2), LONG);
        Doing<Boolean> offering =
                crew.hand(place).ask(queue, to -> to.offer(4, LONG)).asleep();
        assertThat(queue.take()).isEqualTo(1);
        assertThat(offering.get()).isTrue();
        assertThat(Taken.upTo(queue, 9)).containsExactly(2, 4);
        assertThat(queue.add(5)).isTrue();
        assertThat(queue.offer(6)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void put_intoAFullOneThatFails_throwsAndChangesNothing(Place place) throws Exception {
        Queue<Object> queue = full(Overflow.FAIL);
        Hand hand = crew.hand(place);
        hand.tell(queue, to -> to.put(3)).failure(IllegalStateException.class);
        hand.tell(queue, to -> to.add(3)).failure(IllegalStateException.class);
        long start = System.nanoTime();
        assertThat(hand.ask(queue, to -> to.offer(3)).get()).isFalse();
        assertThat(hand.ask(queue, to -> to.offer(3, LONG)).get()).isFalse();
        assertThat(since(start)).as("an offer that cannot wait").isLessThan(SOON);
        assertThat(Taken.upTo(queue, 9)).containsExactly(1, 2);
        hand.tell(queue, to -> to.put(4)).get();
        assertThat(queue.take()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void put_intoAFullOneThatDropsTheOldest_keepsTheNewest(Place place) throws Exception {
        Queue<Object> queue = full(Overflow.DROP_OLDEST);
        Hand hand = crew.hand(place);
        hand.tell(queue, to -> to.put(3)).get();
        assertThat(hand.ask(queue, to -> to.offer(4)).get()).isTrue();
        assertThat(hand.ask(queue, to -> to.offer(5, LONG)).get()).isTrue();
        assertThat(hand.ask(queue, to -> to.add(6)).get()).isTrue();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.dropped()).isEqualTo(4);
        assertThat(Taken.upTo(queue, 9)).containsExactly(5, 6);
        queue.taskDone();
        assertThat(queue.awaitDone(Duration.ZERO)).isFalse();
        queue.taskDone();
        assertThat(queue.awaitDone(LONG)).as("what was dropped counts as done").isTrue();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void put_intoAFullOneThatDropsTheNewest_keepsTheOldest(Place place) throws Exception {
        Queue<Object> queue = full(Overflow.DROP_NEWEST);
        Hand hand = crew.hand(place);
        hand.tell(queue, to -> to.put(3)).get();
        assertThat(hand.ask(queue, to -> to.offer(4)).get()).isFalse();
        assertThat(hand.ask(queue, to -> to.offer(5, LONG)).get()).isFalse();
        assertThat(hand.ask(queue, to -> to.add(6)).get()).isTrue();
        assertThat(queue.dropped()).isEqualTo(4);
        assertThat(Taken.upTo(queue, 9)).containsExactly(1, 2);
        assertThat(queue.offer(7)).isTrue();
        assertThat(queue.take()).isEqualTo(7);
    }

    /** Property: what drops never waits, and what is left is in order, while another takes. */
    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
    void put_thatDropsWhileAnotherTakes_keepsTheOrder(Overflow overflow) throws Exception {
        Queue<Object> queue = full(overflow);
        Doing<Integer> taking = crew.hand(Place.OTHER_JVM).ask(queue, QueueCapacityTest::takeInOrder);
        int count = 3_000;
        for (int i = 3; i <= count; i++) {
            queue.put(i);
        }
        queue.shutdown();
        assertThat(taking.get() + queue.dropped()).isEqualTo(count);
    }

    private static int takeInOrder(Queue<Object> queue) {
        int last = 0;
        int count = 0;
        for (Object element : queue.untilShutdown()) {
            if ((Integer) element <= last) {
                throw new AssertionError(element + " after " + last);
            }
            last = (Integer) element;
            count++;
        }
        return count;
    }

    /** Property: never more in it than its capacity, whoever puts. */
    @Test
    void bounded_usedByFour_isNeverFuller() throws Exception {
        Queue<Object> queue = full(Overflow.BLOCK);
        List<Doing<Boolean>> putting = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            putting.add(hand.tell(queue, to -> {
                for (int i = 0; i < 100; i++) {
                    to.put(i);
                }
            }));
        }
        for (int i = 0; i < 2 + 4 * 100; i++) {
            assertThat(queue.size()).isLessThanOrEqualTo(2);
            assertThat(queue.poll(LONG)).as("element %d", i).isNotNull();
        }
        for (Doing<Boolean> one : putting) {
            one.get();
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
