package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.QueueShutdownException;
import dev.offspring.memory.Claim;
import dev.offspring.memory.Session;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import dev.offspring.sync.SyncJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What those who use a {@link Queue} see of others that are killed or stopped. Where just one store matters, {@link ChannelOperation}
 * says more; here an end's claim is held on purpose.
 */
final class QueueDeathTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Crew crew = new Crew();
    private final Queue<Object> queue = Queue.bounded(4, Overflow.DROP_OLDEST);

    @AfterEach
    void close() {
        queue.close();
        crew.close();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Another JVM, stopped while it is at this end of the queue. */
    private SyncJvm stoppedAt(Queue<?> of, long claim) throws Exception {
        SyncJvm jvm = crew.freshJvm();
        Claim.Outcome outcome = jvm.hand(false)
                .ask(
                        of,
                        held -> Session.current()
                                .attach(held.handle())
                                .claim(claim)
                                .acquire(TimeUnit.SECONDS.toNanos(1), false))
                .get();
        assertThat(outcome).isIn(Claim.Outcome.CLAIMED, Claim.Outcome.INHERITED);
        jvm.stop();
        return jvm;
    }

    @Test
    void producer_stoppedAtItsEnd_holdsUpNobodyForLongWhoHasATime() throws Exception {
        queue.put(1);
        SyncJvm stopped = stoppedAt(queue, StreamLayout.PRODUCERS);
        long start = System.nanoTime();
        assertThat(queue.offer(2)).isFalse();
        assertThat(queue.offer(2, SHORT)).isFalse();
        assertThat(since(start)).isBetween(SHORT, SOON);
        assertThat(queue.poll()).as("the other end").isEqualTo(1);
        assertThat(queue.poll()).isNull();
        Hand hand = crew.jvm(1).hand(false);
        Doing<Boolean> putting = hand.tell(queue, to -> to.put(3));
        interruptUntilDone(hand, putting);
        putting.failure(InterruptedException.class);
        Doing<Boolean> waiting = crew.hand(Place.PLATFORM).tell(queue, to -> to.put(4));
        stopped.kill();
        waiting.get();
        assertThat(queue.take()).isEqualTo(4);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void consumer_stoppedAtItsEnd_holdsUpNobodyForLongWhoHasATime() throws Exception {
        SyncJvm stopped = stoppedAt(queue, StreamLayout.CONSUMERS);
        for (int i = 1; i <= 4; i++) {
            queue.put(i);
        }
        long start = System.nanoTime();
        assertThat(queue.offer(5)).as("none can be dropped but this").isFalse();
        assertThat(queue.dropped()).isOne();
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(SHORT)).isNull();
        assertThat(queue.drainTo(new ArrayList<>())).isZero();
        assertThat(since(start)).isLessThan(SOON);
        assertThat(queue.size()).isEqualTo(4);
        Hand hand = crew.jvm(1).hand(false);
        Doing<Object> taking = hand.ask(queue, Queue::take);
        interruptUntilDone(hand, taking);
        taking.failure(InterruptedException.class);
        Doing<Object> waiting = crew.hand(Place.PLATFORM).ask(queue, Queue::take);
        stopped.kill();
        assertThat(waiting.get()).isEqualTo(1);
        assertThat(Taken.upTo(queue, 9)).containsExactly(2, 3, 4);
    }

    /** It may be told before it has begun. */
    private static void interruptUntilDone(Hand hand, Doing<?> doing) throws InterruptedException {
        long start = System.nanoTime();
        while (!doing.isDone() && since(start).compareTo(SOON) < 0) {
            hand.interrupt();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {StreamLayout.PRODUCERS, StreamLayout.CONSUMERS})
    void shutdownAndClose_whileOneIsStopped_goOnAfterAMoment(long claim) throws Exception {
        Queue<Object> unbounded = Queue.create();
        unbounded.put(1);
        SyncJvm stopped = stoppedAt(unbounded, claim);
        Doing<Object> taking = crew.jvm(1).hand(false).ask(unbounded, from -> {
            from.take();
            return from.take();
        });
        long start = System.nanoTime();
        unbounded.shutdown();
        assertThat(unbounded.isShutdown()).isTrue();
        assertThatThrownBy(() -> unbounded.offer(2)).isInstanceOf(QueueShutdownException.class);
        assertThat(since(start)).isLessThan(SOON);
        stopped.kill();
        taking.failure(QueueShutdownException.class);
        SyncJvm again = stoppedAt(unbounded, claim);
        start = System.nanoTime();
        unbounded.close();
        assertThat(since(start)).isLessThan(SOON);
        assertThatThrownBy(unbounded::size).isInstanceOf(ClosedHandleException.class);
        again.kill();
    }

    /** A process that is killed while it puts and takes without pause: the others go on, and no element is torn or comes twice. */
    @Test
    void user_killedAtWork_harmsNobody() throws Exception {
        try (Queue<Object> work = Queue.create()) {
            for (int round = 0; round < 2; round++) {
                SyncJvm jvm = crew.freshJvm();
                jvm.hand(false).tell(work, QueueDeathTest::putUntilKilled);
                jvm.hand(false).tell(work, QueueDeathTest::takeUntilKilled);
                assertThat(work.poll(SOON)).isNotNull();
                jvm.kill();
                work.put(List.of(-1, "mine"));
                long last = -1;
                for (Object next = work.poll(SOON); next != null; next = work.poll()) {
                    List<?> pair = (List<?>) next;
                    int number = (Integer) pair.get(0);
                    if (number >= 0) {
                        assertThat((long) number).isGreaterThan(last);
                        assertThat(pair.get(1)).isEqualTo("x".repeat(number % 10_000));
                        last = number;
                    }
                }
                assertThat(work.isEmpty()).isTrue();
            }
        }
    }

    private static void putUntilKilled(Queue<Object> queue) throws InterruptedException {
        for (int i = 0; ; i++) {
            queue.put(List.of(i, "x".repeat(i % 10_000)));
        }
    }

    private static void takeUntilKilled(Queue<Object> queue) throws InterruptedException {
        while (true) {
            queue.take();
        }
    }
}
