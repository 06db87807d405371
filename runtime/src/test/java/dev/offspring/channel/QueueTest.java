package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Queue}, between this thread and one in each place: what goes in comes out, once and in order. */
@Tag("contract")
final class QueueTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Crew crew = new Crew();
    private final Queue<Object> queue = Queue.create();

    @AfterEach
    void close() {
        queue.close();
        crew.close();
    }

    @ParameterizedTest
    @EnumSource
    void elements_putThere_areTakenHereInThatOrder(Place place) throws Exception {
        Doing<Boolean> putting = crew.hand(place).tell(queue, to -> putNumbers(to, 300));
        for (int i = 0; i < 300; i++) {
            assertThat(queue.poll(LONG)).isEqualTo(i);
        }
        putting.get();
        assertThat(queue.poll()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void elements_putHere_areTakenThereInThatOrder(Place place) throws Exception {
        Doing<List<Object>> taking = crew.hand(place).ask(queue, from -> takeSome(from, 300));
        putNumbers(queue, 300);
        List<Object> taken = taking.get();
        for (int i = 0; i < 300; i++) {
            assertThat(taken.get(i)).isEqualTo(i);
        }
    }

    private static void putNumbers(Queue<Object> to, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.put(i);
        }
    }

    private static List<Object> takeSome(Queue<Object> from, int count) throws InterruptedException {
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(from.take());
        }
        return taken;
    }

    /** Property: each element is taken once, and those of one thread in its order, by whomever. */
    @Test
    void elements_ofFourTakenByFour_areTakenOnceAndInOrder() throws Exception {
        int each = 250;
        List<Doing<List<Object>>> taking = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            taking.add(hand.ask(queue, from -> takeSome(from, each)));
        }
        List<Doing<Boolean>> putting = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            int producer = putting.size();
            putting.add(hand.tell(queue, to -> putPairs(to, producer, each)));
        }
        List<Object> all = new ArrayList<>();
        for (Doing<List<Object>> one : taking) {
            assertInOrder(one.get());
            all.addAll(one.get());
        }
        for (Doing<Boolean> one : putting) {
            one.get();
        }
        assertThat(all).hasSize(4 * each).doesNotHaveDuplicates();
        assertThat(queue.isEmpty()).isTrue();
    }

    private static void putPairs(Queue<Object> to, int producer, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.put(List.of(producer, i));
        }
    }

    private static void assertInOrder(List<Object> pairs) {
        Map<Object, Integer> last = new HashMap<>();
        for (Object pair : pairs) {
            List<?> of = (List<?>) pair;
            int number = (Integer) of.get(1);
            Integer before = last.put(of.get(0), number);
            assertThat(before == null || before < number)
                    .as("%s after %s", pair, before)
                    .isTrue();
        }
    }

    @Test
    void poll_ofEmpty_isNullWhenTheTimeIsOver() throws Exception {
        long start = System.nanoTime();
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(Duration.ZERO)).isNull();
        assertThat(queue.poll(-1, TimeUnit.DAYS)).isNull();
        assertThat(queue.poll(Duration.ofSeconds(Long.MIN_VALUE))).isNull();
        assertThat(since(start)).isLessThan(SOON);
        start = System.nanoTime();
        assertThat(queue.poll(SHORT)).isNull();
        assertThat(queue.poll(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isNull();
        assertThat(since(start)).isBetween(SHORT.multipliedBy(2), LONG);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @EnumSource
    void take_asleep_isWokenByAPut(Place place) throws Exception {
        Doing<Object> taking = crew.hand(place).ask(queue, Queue::take).asleep();
        long start = System.nanoTime();
        queue.put("here");
        assertThat(taking.get()).isEqualTo("here");
        assertThat(since(start)).isLessThan(SOON);
    }

    /** Property: each put wakes one of those who sleep, and none of them is forgotten. */
    @Test
    void take_ofMany_areAllServed() throws Exception {
        List<Hand> hands = new ArrayList<>(crew.oneInEachPlace());
        hands.addAll(crew.oneInEachPlace());
        for (int round = 0; round < 3; round++) {
            List<Doing<Object>> taking = new ArrayList<>();
            for (Hand hand : hands) {
                taking.add(hand.ask(queue, Queue::take).asleep());
            }
            putNumbers(queue, hands.size());
            List<Object> taken = new ArrayList<>();
            for (Doing<Object> one : taking) {
                taken.add(one.get());
            }
            assertThat(taken).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void take_interrupted_throwsAndTakesNothing(Place place) throws Exception {
        Hand hand = crew.hand(place);
        Doing<Object> taking = hand.ask(queue, Queue::take).asleep();
        Doing<Object> other = crew.hand(Place.PLATFORM).ask(queue, Queue::take).asleep();
        long start = System.nanoTime();
        hand.interrupt();
        taking.failure(InterruptedException.class);
        assertThat(since(start)).isLessThan(SOON);
        queue.put("for the other");
        assertThat(other.get()).isEqualTo("for the other");
        assertThat(hand.ask(queue, Queue::size).get()).isZero();
    }

    @Test
    void waits_ofAnInterruptedThread_throwAtOnceAndChangeNothing() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.put(1)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.offer(1, LONG)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.poll(LONG)).isInstanceOf(InterruptedException.class);
        assertThat(queue.isEmpty()).isTrue();
        Thread.currentThread().interrupt();
        assertThat(queue.offer(1)).as("what does not wait").isTrue();
        assertThat(queue.poll()).as("what does not wait").isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void drainTo_movesWhatIsThereAndNoMoreThanAsked() throws Exception {
        List<Object> into = new ArrayList<>();
        assertThat(queue.drainTo(into)).isZero();
        queue.putAll(List.of(1, 2, 3, 4, 5));
        assertThat(queue.drainTo(into, 0)).isZero();
        assertThat(queue.drainTo(into, -1)).isZero();
        assertThat(queue.drainTo(into, 2)).isEqualTo(2);
        assertThat(into).containsExactly(1, 2);
        assertThat(queue.drainTo(into)).isEqualTo(3);
        assertThat(into).containsExactly(1, 2, 3, 4, 5);
        assertThatThrownBy(() -> queue.drainTo(queue)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.drainTo(queue, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.drainTo(nothing())).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @EnumSource
    void drainTo_withATime_waitsForTheFirstAlone(Place place) throws Exception {
        Hand hand = crew.hand(place);
        Doing<List<Object>> taking =
                hand.ask(queue, from -> Taken.upTo(from, 3)).asleep();
        queue.put(1);
        assertThat(taking.get()).containsExactly(1);
        queue.putAll(List.of(2, 3, 4, 5));
        assertThat(hand.ask(queue, from -> Taken.upTo(from, 3)).get()).containsExactly(2, 3, 4);
        assertThat(Taken.upTo(queue, 1)).containsExactly(5);
        assertThat(Taken.upTo(queue, 0)).isEmpty();
        assertThat(Taken.upTo(queue, -1)).isEmpty();
        assertThat(queue.drainTo(new ArrayList<>(), 3, Duration.ofMillis(1))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void size_isTheSameEverywhere(Place place) throws Exception {
        Hand hand = crew.hand(place);
        assertThat(hand.ask(queue, Queue::size).get()).isZero();
        queue.putAll(List.of(1, 2, 3));
        assertThat(hand.ask(queue, Queue::size).get()).isEqualTo(3);
        assertThat(hand.ask(queue, Queue::take).get()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
        hand.tell(queue, Queue::clear).get();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        queue.put("after");
        assertThat(queue.take()).isEqualTo("after");
    }

    @ParameterizedTest
    @EnumSource
    void awaitDone_returnsWhenAllHasBeenDealtWith(Place place) throws Exception {
        Hand hand = crew.hand(place);
        assertThat(queue.awaitDone(Duration.ZERO)).isTrue();
        queue.putAll(List.of(1, 2));
        assertThat(queue.awaitDone(SHORT)).isFalse();
        Doing<Boolean> waiting = crew.hand(place).tell(queue, Queue::awaitDone).asleep();
        assertThat(hand.ask(queue, Queue::take).get()).isEqualTo(1);
        hand.tell(queue, Queue::taskDone).get();
        hand.tell(queue, Queue::taskDone).failure(IllegalStateException.class);
        assertThat(waiting.isDone()).isFalse();
        assertThat(queue.take()).isEqualTo(2);
        queue.taskDone();
        waiting.get();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        queue.put(3);
        assertThat(queue.awaitDone(Duration.ZERO)).isFalse();
    }

    @Test
    void awaitDone_interruptedOrClearedMeanwhile_ends() throws Exception {
        Hand one = crew.hand(Place.PLATFORM);
        queue.put(1);
        Doing<Boolean> interrupted = one.tell(queue, Queue::awaitDone).asleep();
        Doing<Boolean> other =
                crew.hand(Place.OTHER_JVM).tell(queue, Queue::awaitDone).asleep();
        one.interrupt();
        interrupted.failure(InterruptedException.class);
        queue.clear();
        other.get();
    }

    @Test
    void looking_withoutTaking_isRefused() throws Exception {
        queue.put(1);
        assertThatThrownBy(queue::iterator).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(queue::peek).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(queue::element).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.contains(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.remove(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(queue::toArray).isInstanceOf(UnsupportedOperationException.class);
        assertThat(queue.remove()).isEqualTo(1);
        assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void null_isRefused() {
        assertThatThrownBy(() -> queue.put(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(nothing(), LONG)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.add(nothing())).isInstanceOf(NullPointerException.class);
        assertThat(queue.isEmpty()).isTrue();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what no type checker would let pass
    private static <T> T nothing() {
        return null;
    }

    @Test
    void handles_ofTheSameQueue_areEqual() throws Exception {
        try (Queue<Object> carrier = Queue.create()) {
            carrier.put(queue);
            Object same = carrier.take();
            assertThat(same).isEqualTo(queue).hasSameHashCodeAs(queue).isNotSameAs(queue);
            assertThat(same.toString()).contains("Queue@").contains("[0]");
            assertThat(same).isNotEqualTo(carrier);
        }
    }
}
