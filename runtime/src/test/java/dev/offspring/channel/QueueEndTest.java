package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.OffspringException;
import dev.offspring.error.QueueShutdownException;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a {@link Queue} ends: shut down, shut down after children, closed. */
@Tag("contract")
final class QueueEndTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final Queue<Object> queue = Queue.bounded(2);

    @AfterEach
    void close() {
        queue.close();
        crew.close();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @EnumSource
    void shutdown_wakesThoseWhoTake(Place place) throws Exception {
        Doing<Object> taking = crew.hand(place).ask(queue, Queue::take).asleep();
        Doing<Boolean> polling =
                crew.hand(place).tell(queue, from -> from.poll(LONG)).asleep();
        long start = System.nanoTime();
        crew.hand(place).tell(queue, Queue::shutdown).get();
        taking.failure(QueueShutdownException.class);
        polling.failure(QueueShutdownException.class);
        assertThat(since(start)).isLessThan(SOON);
        assertThat(queue.isShutdown()).isTrue();
        queue.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void shutdown_wakesThoseWhoPutAndWhatIsThereCanBeTaken(Place place) throws Exception {
        queue.putAll(List.of(1, 2));
        Hand hand = crew.hand(place);
        Doing<Boolean> putting = hand.tell(queue, to -> to.put(3)).asleep();
        Doing<Boolean> offering =
                crew.hand(place).ask(queue, to -> to.offer(4, LONG)).asleep();
        long start = System.nanoTime();
        queue.shutdown();
        putting.failure(QueueShutdownException.class);
        offering.failure(QueueShutdownException.class);
        assertThat(since(start)).isLessThan(SOON);
        assertThat(hand.ask(queue, Queue::isShutdown).get()).isTrue();
        assertThat(hand.ask(queue, Queue::take).get()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(2);
        hand.ask(queue, Queue::take).failure(QueueShutdownException.class);
        assertThatThrownBy(queue::poll).isInstanceOf(QueueShutdownException.class);
        assertThat(queue.drainTo(new ArrayList<>())).isZero();
        assertThatThrownBy(() -> Taken.upTo(queue, 2)).isInstanceOf(QueueShutdownException.class);
    }

    @Test
    void put_afterShutdown_isRefusedInEachForm() throws Exception {
        queue.put(1);
        queue.shutdown();
        assertThatThrownBy(() -> queue.put(2)).isInstanceOf(QueueShutdownException.class);
        assertThatThrownBy(() -> queue.offer(2)).isInstanceOf(QueueShutdownException.class);
        assertThatThrownBy(() -> queue.offer(2, LONG)).isInstanceOf(QueueShutdownException.class);
        assertThatThrownBy(() -> queue.add(2)).isInstanceOf(QueueShutdownException.class);
        assertThatThrownBy(() -> queue.putAll(List.of(2))).isInstanceOf(QueueShutdownException.class);
        assertThat(queue.size()).isOne();
        assertThat(queue.toString()).contains("shut down");
    }

    @ParameterizedTest
    @EnumSource
    void shutdownNow_dropsWhatIsThereAndSaysHowMuch(Place place) throws Exception {
        queue.putAll(List.of(1, 2));
        Doing<Boolean> done = crew.hand(place).tell(queue, Queue::awaitDone).asleep();
        assertThat(crew.hand(place).ask(queue, Queue::shutdownNow).get()).isEqualTo(2);
        done.get();
        assertThatThrownBy(queue::take).isInstanceOf(QueueShutdownException.class);
        assertThat(queue.shutdownNow()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void untilShutdown_givesAllAndEnds(Place place) throws Exception {
        Doing<List<Object>> taking = crew.hand(place).ask(queue, from -> {
            List<Object> all = new ArrayList<>();
            from.untilShutdown().forEach(all::add);
            return all;
        });
        for (int i = 0; i < 20; i++) {
            queue.put(i);
        }
        queue.shutdown();
        assertThat(taking.get()).hasSize(20).startsWith(0, 1, 2);
        Iterator<Object> over = queue.untilShutdown().iterator();
        assertThat(over.hasNext()).isFalse();
        assertThatThrownBy(over::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void untilShutdown_interrupted_throwsAndLeavesTheThreadInterrupted() throws Exception {
        Hand hand = crew.hand(Place.PLATFORM);
        Doing<Boolean> waiting = hand.ask(queue, from -> {
                    try {
                        return from.untilShutdown().iterator().hasNext();
                    } catch (OffspringException e) {
                        return Thread.currentThread().isInterrupted() && e.getCause() instanceof InterruptedException;
                    }
                })
                .asleep();
        hand.interrupt();
        assertThat(waiting.get()).isTrue();
    }

    @Test
    void shutdownAfter_childrenThatReturn_endsWithTheLast() throws Exception {
        Child one = new Child(1, Optional.empty());
        Child other = new Child(2, Optional.empty());
        queue.shutdownAfter(List.of(one, other));
        Doing<Object> taking =
                crew.hand(Place.OTHER_JVM).ask(queue, Queue::take).asleep();
        one.exit.complete(one);
        assertThat(queue.isShutdown()).isFalse();
        other.exit.complete(other);
        taking.failure(QueueShutdownException.class);
    }

    @Test
    void shutdownAfter_aChildThatDied_saysSoAtTheEnd() throws Exception {
        Child one = new Child(1, Optional.empty());
        Child other = new Child(4711, Optional.of("SIGKILL " + "é".repeat(300)));
        queue.put("left");
        queue.shutdownAfter(one, other);
        one.exit.complete(one);
        other.exit.complete(other);
        Hand hand = crew.hand(Place.OTHER_JVM);
        assertThat(hand.ask(queue, Queue::take).get()).isEqualTo("left");
        assertThatThrownBy(queue::take)
                .isInstanceOf(ChildDiedException.class)
                .hasMessageContaining("4711")
                .hasMessageContaining("SIGKILL");
        assertThat(hand.ask(queue, Queue::take).failure(ChildDiedException.class))
                .hasMessageContaining("4711");
        assertThatThrownBy(() -> queue.put(1)).isInstanceOf(QueueShutdownException.class);
    }

    @Test
    void shutdownAfter_aChildThatEndsAfterTheQueue_doesNothing() {
        Child child = new Child(1, Optional.of("SIGKILL"));
        queue.shutdownAfter(child);
        queue.close();
        child.exit.complete(child);
        assertThat(child.exit).isCompleted();
    }

    private record Child(long pid, Optional<String> failure, CompletableFuture<Child> exit) implements ChildHandle {
        Child(long pid, Optional<String> failure) {
            this(pid, failure, new CompletableFuture<>());
        }

        @Override
        public String name() {
            return "child-" + pid;
        }

        @Override
        public boolean hasEnded() {
            return exit.isDone();
        }

        @Override
        public CompletableFuture<Child> onExit() {
            return exit;
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_whileOthersWait_wakesThemAll(Place place) throws Exception {
        queue.putAll(List.of(1, 2));
        Queue<Object> empty = Queue.create();
        Doing<Object> taking = crew.hand(place).ask(empty, Queue::take).asleep();
        Doing<Boolean> putting = crew.hand(place).tell(queue, to -> to.put(3)).asleep();
        Doing<Boolean> done = crew.hand(place).tell(queue, Queue::awaitDone).asleep();
        long start = System.nanoTime();
        empty.close();
        queue.close();
        taking.failure(ClosedHandleException.class);
        putting.failure(ClosedHandleException.class);
        done.failure(ClosedHandleException.class);
        assertThat(since(start)).isLessThan(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void close_elsewhere_isKnownHereInEachForm(Place place) throws Exception {
        queue.put(1);
        crew.hand(place).tell(queue, Queue::close).get();
        assertThatThrownBy(() -> queue.put(2)).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(() -> queue.offer(2)).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::take).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::poll).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::size).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::remainingCapacity).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::clear).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::shutdown).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::shutdownNow).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::isShutdown).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::taskDone).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::awaitDone).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(queue::dropped).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(() -> queue.drainTo(new ArrayList<>())).isInstanceOf(ClosedHandleException.class);
        assertThat(queue.toString()).contains("closed");
        queue.close();
        queue.close();
    }

    /** Property: a queue whose user closes it while others are at work in it harms none of the queues that come after it. */
    @Test
    void close_whileOthersAreAtWork_endsThemAndHarmsNobody() throws Exception {
        for (int round = 0; round < 10; round++) {
            Queue<Object> shared = Queue.create();
            List<Doing<Boolean>> working = new ArrayList<>();
            for (Hand hand : crew.oneInEachPlace()) {
                assertThat(hand.ask(shared, Queue::isShutdown).get())
                        .as("it knows the queue")
                        .isFalse();
                working.add(hand.tell(shared, QueueEndTest::work));
            }
            for (int i = 0; i < 100; i++) {
                shared.put(new byte[i * 100]);
            }
            shared.close();
            try (Queue<Object> next = Queue.create()) {
                for (int i = 0; i < 50; i++) {
                    next.put(List.of(i, "x".repeat(200)));
                    assertThat(next.take()).isEqualTo(List.of(i, "x".repeat(200)));
                }
            }
            for (Doing<Boolean> one : working) {
                one.failure(ClosedHandleException.class);
            }
        }
    }

    private static void work(Queue<Object> queue) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            queue.put(new byte[10_000]);
            if (!(queue.take() instanceof byte[])) {
                throw new AssertionError("something else was taken");
            }
        }
    }
}
