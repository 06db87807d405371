package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Condition}, between this thread and one in each place. */
@Tag("contract")
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"}) // the pairs of calls are what is tested
final class ConditionTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final Lock lock = Lock.create();
    private final Condition condition = lock.newCondition();

    @AfterEach
    void close() {
        condition.close();
        lock.close();
        crew.close();
    }

    /** Locks {@code depth} times, waits, unlocks as often; how often it held the lock when the wait was over. */
    private static int awaitAt(Condition condition, int depth) throws InterruptedException {
        Lock lock = condition.lock();
        for (int i = 0; i < depth; i++) {
            lock.lock();
        }
        int held = 0;
        try {
            condition.await();
        } finally {
            held = lock.getHoldCount();
            while (lock.getHoldCount() > 0) {
                lock.unlock();
            }
        }
        return held;
    }

    private void signal() {
        try (Lock.Held _ = lock.hold()) {
            condition.signal();
        }
    }

    @ParameterizedTest
    @EnumSource
    void await_holdingTheLockThreeTimes_givesItUpAndTakesItBackAltogether(Place place) throws Exception {
        Doing<Integer> waiting =
                crew.hand(place).ask(condition, gate -> awaitAt(gate, 3)).asleep();
        assertThat(lock.tryLock(5, TimeUnit.SECONDS)).isTrue();
        condition.signal();
        assertThat(waiting.isDone()).isFalse();
        lock.unlock();
        assertThat(waiting.get()).isEqualTo(3);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void signal_releasesOneOfThoseWhoWait_signalAllTheRest() throws Exception {
        List<Doing<Integer>> waiting = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            waiting.add(hand.ask(condition, gate -> awaitAt(gate, 1)).asleep());
        }
        signal();
        Awaitility.await().atMost(LONG).until(() -> countDone(waiting) == 1);
        signal();
        Awaitility.await().atMost(LONG).until(() -> countDone(waiting) == 2);
        Awaitility.await().during(Duration.ofMillis(200)).atMost(LONG).until(() -> countDone(waiting) == 2);
        try (Lock.Held _ = lock.hold()) {
            condition.signalAll();
        }
        for (Doing<Integer> one : waiting) {
            assertThat(one.get()).isEqualTo(1);
        }
    }

    private static long countDone(List<Doing<Integer>> all) {
        return all.stream().filter(Doing::isDone).count();
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL", "OTHER_JVM"})
    void signal_thenAwaitOfTheSameThread_isTheOthersWakeUp(Place place) throws Exception {
        Doing<Integer> waiting =
                crew.hand(place).ask(condition, gate -> awaitAt(gate, 1)).asleep();
        lock.lock();
        condition.signal();
        assertThat(condition.await(200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
        assertThat(waiting.get()).isEqualTo(1);
    }

    @Test
    void signal_whileNobodyWaits_isNotKept() throws Exception {
        lock.lock();
        condition.signal();
        condition.signalAll();
        assertThat(condition.await(50, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();
    }

    /** Property: two that wake each other in turn never miss a signal. */
    @ParameterizedTest
    @EnumSource
    void signal_backAndForth_isNeverLost(Place place) throws Exception {
        int rounds = 200;
        try (Event ready = Event.create()) {
            Doing<Boolean> other = crew.hand(place).tell(List.of(condition, ready), shared -> {
                Condition gate = (Condition) shared.get(0);
                try (Lock.Held _ = gate.lock().hold()) {
                    ((Event) shared.get(1)).set();
                    for (int i = 0; i < rounds; i++) {
                        if (!gate.await(LONG)) {
                            throw new AssertionError("no signal in round " + i);
                        }
                        gate.signal();
                    }
                }
            });
            ready.await();
            try (Lock.Held _ = lock.hold()) {
                for (int i = 0; i < rounds; i++) {
                    condition.signal();
                    assertThat(i == rounds - 1 || condition.await(LONG))
                            .as("a signal in round %d", i)
                            .isTrue();
                }
            }
            other.get();
        }
    }

    @Test
    void await_untilTimeout_isFalseAndHoldsTheLock() throws Exception {
        lock.lock();
        lock.lock();
        long start = System.nanoTime();
        assertThat(condition.await(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(60), LONG);
        assertThat(lock.getHoldCount()).isEqualTo(2);
        assertThat(condition.await(-1, TimeUnit.DAYS)).isFalse();
        assertThat(condition.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(condition.await(Duration.ZERO)).isFalse();
        assertThat(condition.awaitNanos(0)).isZero();
        assertThat(condition.awaitNanos(-5)).isEqualTo(-5);
        assertThat(condition.awaitNanos(1_000_000)).isNotPositive();
        assertThat(condition.awaitUntil(new Date(0))).isFalse();
        assertThat(condition.awaitUntil(new Date(System.currentTimeMillis() + 30)))
                .isFalse();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        assertThat(condition.toString()).contains("waiting=0");
    }

    @ParameterizedTest
    @EnumSource
    void await_signalledInTime_saysSo(Place place) throws Exception {
        Hand other = crew.hand(place);
        List<Deed<Condition, Boolean>> ways = List.of(
                gate -> gate.await(15, TimeUnit.SECONDS),
                gate -> gate.await(LONG),
                gate -> gate.awaitNanos(LONG.toNanos()) > 0,
                gate -> gate.awaitUntil(new Date(System.currentTimeMillis() + LONG.toMillis())),
                gate -> {
                    gate.awaitUninterruptibly();
                    return true;
                });
        for (Deed<Condition, Boolean> way : ways) {
            Doing<Boolean> waiting = other.ask(condition, gate -> {
                        try (Lock.Held _ = gate.lock().hold()) {
                            return way.on(gate);
                        }
                    })
                    .asleep();
            signal();
            assertThat(waiting.get()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void await_interrupted_throwsAtOnceHoldingTheLock(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Integer> waiting = other.ask(condition, gate -> {
                    try {
                        return awaitAt(gate, 2) - 100;
                    } catch (InterruptedException e) {
                        return Thread.currentThread().isInterrupted() ? 1 : 0;
                    }
                })
                .asleep();
        long start = System.nanoTime();
        other.interrupt();
        assertThat(waiting.get()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(lock.isLocked()).isFalse();
        assertThat(condition.toString()).contains("waiting=0");
        lock.lock();
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void awaitUninterruptibly_interrupted_goesOnAndStaysInterrupted(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Boolean> waiting = other.ask(condition, gate -> {
                    try (Lock.Held _ = gate.lock().hold()) {
                        gate.awaitUninterruptibly();
                        return Thread.interrupted();
                    }
                })
                .asleep();
        other.interrupt();
        lock.lock();
        assertThat(condition.await(50, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();
        assertThat(waiting.asleep().isDone()).isFalse();
        signal();
        assertThat(waiting.get()).as("interrupted").isTrue();
    }

    /** Property: a signal that meets an interrupt is received by exactly one: the interrupted one, or the other. */
    @ParameterizedTest
    @EnumSource
    void signal_withAnInterrupt_isReceivedByOne(Place place) throws Exception {
        Hand one = crew.hand(place);
        Hand other = crew.hand(Place.PLATFORM);
        for (int round = 0; round < 10; round++) {
            Doing<Integer> first = one.ask(condition, gate -> awaitAt(gate, 1)).asleep();
            Doing<Integer> second =
                    other.ask(condition, gate -> awaitAt(gate, 1)).asleep();
            if (round % 2 == 0) {
                one.interrupt();
            }
            signal();
            one.interrupt();
            boolean received;
            try {
                received = first.get() == 1;
            } catch (InterruptedException e) {
                received = false;
            }
            if (received) {
                assertThat(second.asleep().isDone()).isFalse();
                signal();
            }
            assertThat(second.get()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void use_withoutTheLock_throwsAndChangesNothing(Place place) throws Exception {
        Hand other = crew.hand(place);
        lock.lock();
        List<Deed.Act<Condition>> uses = List.of(
                Condition::await,
                Condition::awaitUninterruptibly,
                gate -> gate.await(0, TimeUnit.SECONDS),
                gate -> gate.await(Duration.ZERO),
                gate -> gate.awaitNanos(1),
                gate -> gate.awaitUntil(new Date()),
                Condition::signal,
                Condition::signalAll);
        for (Deed.Act<Condition> use : uses) {
            assertThat(other.tell(condition, use).failure(IllegalMonitorStateException.class))
                    .hasMessageContaining(
                            "held by pid " + ProcessHandle.current().pid());
        }
        assertThat(condition.toString()).contains("waiting=0");
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void close_whileAnotherWaits_isToldToItSoon(Place place) throws Exception {
        Hand other = crew.hand(place);
        Doing<Integer> waiting = other.ask(condition, gate -> awaitAt(gate, 2)).asleep();
        long start = System.nanoTime();
        condition.close();
        waiting.failure(ClosedHandleException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(lock.isLocked()).as("the lock, which the other has unlocked").isFalse();
        condition.close();
        lock.lock();
        assertThatThrownBy(condition::signal).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(condition::await).isInstanceOf(ClosedHandleException.class);
        assertThat(condition.toString()).contains("[closed]");
        assertThat(lock.newCondition().await(1, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void closeOfTheLock_whileAnotherWaits_isToldToItSoon(Place place) throws Exception {
        Doing<Boolean> waiting = crew.hand(place)
                .tell(condition, gate -> {
                    gate.lock().lock();
                    gate.await();
                })
                .asleep();
        long start = System.nanoTime();
        lock.close();
        waiting.failure(ClosedHandleException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void copy_isEqualAndHasTheSameLock() {
        Condition same = (Condition) Letter.decode(Letter.encode(condition));
        assertThat(same).isEqualTo(condition).hasSameHashCodeAs(condition);
        assertThat(same.lock()).isEqualTo(lock);
        try (Condition other = lock.newCondition()) {
            assertThat(other).isNotEqualTo(condition);
        }
        String name = "Condition@" + Long.toHexString(condition.block().handle().offset());
        assertThat(condition).hasToString(name + "[waiting=0] of " + lock);
    }
}
