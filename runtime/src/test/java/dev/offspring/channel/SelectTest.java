package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Event;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import dev.offspring.sync.SyncJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Select}, called by this thread and by one in each place. */
@Tag("contract")
final class SelectTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Crew crew = new Crew();
    private final Queue<Object> queue = Queue.create();
    private final Pipe<Object> pipe = Pipe.duplex();
    private final Event event = Event.create();
    private final Child child = new Child(new CompletableFuture<>());
    private final List<Selectable> shared = List.of(queue, pipe.first(), event);
    private final List<Selectable> all = List.of(queue, pipe.first(), event, child);

    @AfterEach
    void close() {
        queue.close();
        pipe.close();
        event.close();
        crew.close();
    }

    private record Child(CompletableFuture<Child> exit) implements ChildHandle {
        @Override
        public long pid() {
            return 4711;
        }

        @Override
        public String name() {
            return "child";
        }

        @Override
        public boolean hasEnded() {
            return exit.isDone();
        }

        @Override
        public CompletableFuture<Child> onExit() {
            return exit;
        }

        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void await_ofNoneThatIsReady_isEmptyWhenTheTimeIsOver() throws Exception {
        long start = System.nanoTime();
        assertThat(Select.await(Duration.ZERO, all)).isEmpty();
        assertThat(Select.await(Duration.ofDays(-1), all)).isEmpty();
        assertThat(since(start)).isLessThan(SOON);
        start = System.nanoTime();
        assertThat(Select.await(SHORT, all)).isEmpty();
        assertThat(Select.await(SHORT, child)).isEmpty();
        assertThat(since(start)).isBetween(SHORT.multipliedBy(2), LONG);
    }

    @Test
    void await_ofSomeThatAreReady_givesThoseInTheirOrderAndTakesNothing() throws Exception {
        event.set();
        pipe.second().sendBytes(new byte[0]);
        for (int i = 0; i < 3; i++) {
            assertThat(Select.await(Duration.ZERO, all)).containsExactly(pipe.first(), event);
            assertThat(Select.await(LONG, event, queue, pipe.first())).containsExactly(event, pipe.first());
        }
        queue.put(1);
        child.exit().complete(child);
        assertThat(Select.await(LONG, all)).isEqualTo(all);
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(pipe.first().receiveBytes()).isEmpty();
        event.clear();
        assertThat(Select.await(LONG, all)).containsExactly(child);
    }

    @ParameterizedTest
    @EnumSource
    void await_asleep_isWokenByEachKind(Place place) throws Exception {
        Hand hand = crew.hand(place);
        List<Act> acts = List.of(() -> queue.put(1), () -> pipe.second().send(1), event::set, () -> {
            queue.take();
            pipe.first().receive();
            event.clear();
        });
        for (int i = 0; i < 3; i++) {
            Doing<List<Integer>> selecting = hand.ask(shared, SelectTest::indicesOfReady);
            assertThat(selecting.isDone()).isFalse();
            long start = System.nanoTime();
            acts.get(i).run();
            assertThat(selecting.get()).contains(i);
            assertThat(since(start)).isLessThan(SOON);
            queue.clear();
            while (pipe.first().poll()) {
                pipe.first().receive();
            }
            event.clear();
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    private static List<Integer> indicesOfReady(List<Selectable> things) throws InterruptedException {
        List<Integer> indices = new ArrayList<>();
        for (Selectable ready : Select.await(LONG, things)) {
            indices.add(things.indexOf(ready));
        }
        return indices;
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL"})
    void await_ofAChild_isWokenByItsEnd(Place place) throws Exception {
        for (List<Selectable> things : List.of(all, List.<Selectable>of(child))) {
            Child other = new Child(new CompletableFuture<>());
            List<Selectable> with = new ArrayList<>(things);
            with.set(with.indexOf(child), other);
            Doing<List<Selectable>> selecting = crew.hand(place).ask(with, some -> Select.await(LONG, some));
            assertThat(selecting.isDone()).isFalse();
            long start = System.nanoTime();
            other.exit().complete(other);
            assertThat(selecting.get()).containsExactly(other);
            assertThat(since(start)).isLessThan(SOON);
        }
    }

    /** A future keeps whatever was once made to depend on it: waiting a thousand times must not make it a thousand things. */
    @Test
    void await_ofALivingChildOverAndOver_leavesNothingWithIt() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Select.await(Duration.ofNanos(1_000), queue, child)).isEmpty();
        }
        assertThat(child.exit().getNumberOfDependents()).isLessThanOrEqualTo(1);
    }

    @Test
    void end_isReady() throws Exception {
        queue.put("left");
        queue.shutdown();
        pipe.second().close();
        assertThat(Select.await(Duration.ZERO, all)).containsExactly(queue, pipe.first());
        queue.take();
        assertThat(Select.await(Duration.ZERO, all)).containsExactly(queue, pipe.first());
    }

    @ParameterizedTest
    @EnumSource
    void end_wakesWhoeverWaits(Place place) throws Exception {
        for (Act end : List.<Act>of(queue::shutdown, () -> pipe.second().close())) {
            List<Selectable> rest = queue.isShutdown() ? List.of(event, pipe.first()) : shared;
            Doing<List<Integer>> selecting = crew.hand(place).ask(rest, SelectTest::indicesOfReady);
            long start = System.nanoTime();
            end.run();
            assertThat(selecting.get()).isNotEmpty();
            assertThat(since(start)).isLessThan(SOON);
        }
    }

    /** The death of the last who held the other end wakes as a message does. */
    @Test
    void holder_ofTheOtherEndKilled_wakesWhoeverWaits() throws Exception {
        SyncJvm jvm = crew.freshJvm();
        jvm.hand(false).tell(pipe.second(), end -> end.send(1)).get();
        pipe.second().close();
        assertThat(pipe.first().receive()).isEqualTo(1);
        Doing<List<Integer>> selecting = crew.hand(Place.PLATFORM).ask(shared, SelectTest::indicesOfReady);
        jvm.kill();
        assertThat(selecting.get()).containsExactly(1);
    }

    @Test
    void await_ofWhatIsClosed_saysSo() throws Exception {
        Doing<List<Integer>> selecting = crew.hand(Place.PLATFORM).ask(shared, SelectTest::indicesOfReady);
        Hand other = crew.hand(Place.OTHER_JVM);
        assertThat(other.ask(shared, List::size).get()).as("it knows them").isEqualTo(3);
        Doing<List<Integer>> far = other.ask(shared, SelectTest::indicesOfReady);
        queue.close();
        selecting.failure(ClosedHandleException.class);
        far.failure(ClosedHandleException.class);
        assertThatThrownBy(() -> Select.await(LONG, queue)).isInstanceOf(ClosedHandleException.class);
        pipe.first().close();
        assertThatThrownBy(() -> Select.await(LONG, pipe.first())).isInstanceOf(ClosedHandleException.class);
    }

    @ParameterizedTest
    @EnumSource
    void await_interrupted_throws(Place place) throws Exception {
        Hand hand = crew.hand(place);
        Doing<List<Integer>> selecting = hand.ask(shared, SelectTest::indicesOfReady);
        // It may be told before it has begun, and forget it: then once more.
        long start = System.nanoTime();
        while (!selecting.isDone() && since(start).compareTo(LONG) < 0) {
            hand.interrupt();
            Thread.onSpinWait();
        }
        selecting.failure(InterruptedException.class);
    }

    @Test
    void await_ofNothing_isRefused() {
        assertThatThrownBy(() -> Select.await(LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Select.await(LONG, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Select.await(LONG, Arrays.asList(queue, null)))
                .isInstanceOf(NullPointerException.class);
    }

    /** Property: of several who wait for the same queue, each element serves one; none is forgotten. */
    @Test
    void await_ofManyForOneQueue_areAllServed() throws Exception {
        List<Hand> hands = new ArrayList<>(crew.oneInEachPlace());
        hands.addAll(crew.oneInEachPlace());
        List<Doing<Object>> taking = new ArrayList<>();
        for (Hand hand : hands) {
            taking.add(hand.ask(shared, SelectTest::takeOne));
        }
        for (int i = 0; i < hands.size(); i++) {
            queue.put(i);
        }
        List<Object> taken = new ArrayList<>();
        for (Doing<Object> one : taking) {
            taken.add(one.get());
        }
        assertThat(taken).doesNotHaveDuplicates().hasSize(hands.size());
    }

    private static Object takeOne(List<Selectable> things) throws InterruptedException {
        while (true) {
            for (Selectable ready : Select.await(LONG, things)) {
                Object taken = ready instanceof Queue<?> of ? of.poll() : null;
                if (taken != null) {
                    return taken;
                }
            }
        }
    }
}
