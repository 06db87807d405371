package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.error.OwnerDiedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a {@link Condition} when those who hold its lock, or wait, are killed. */
@Tag("contract")
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // the pairs of calls are what is tested
final class ConditionDeathTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Crew crew = new Crew();
    private final Lock lock = Lock.create();
    private final Condition condition = lock.newCondition();
    private final SyncJvm doomed = crew.jvm(2);

    @AfterEach
    void close() {
        condition.close();
        lock.close();
        crew.close();
    }

    /** Waits holding the lock twice: true if signalled; false if the lock's owner died, and then it holds it twice. */
    private static boolean await(Condition condition, long pid) throws InterruptedException {
        Lock lock = condition.lock();
        lock.lock();
        lock.lock();
        boolean signalled;
        try {
            condition.await();
            signalled = true;
        } catch (OwnerDiedException died) {
            assertThat(died.pid()).isEqualTo(pid);
            signalled = false;
        }
        assertThat(lock.getHoldCount()).isEqualTo(2);
        lock.unlock();
        lock.unlock();
        return signalled;
    }

    /** One of those who wait takes the lock over, and says so; the others go on waiting. */
    @Test
    void lockOwnerKilled_oneOfThoseWhoWaitHoldsTheLock() throws Exception {
        long pid = doomed.pid();
        List<Doing<Boolean>> waiting = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            waiting.add(hand.ask(condition, gate -> await(gate, pid)).asleep());
        }
        doomed.hand(false).tell(lock, Lock::lock).get();
        doomed.kill();
        long start = System.nanoTime();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(LONG)
                .until(() -> waiting.stream().anyMatch(Doing::isDone));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("one of those who wait for a condition had the lock " + took.toMillis()
                + " ms after the end of its owner");
        assertThat(took).isLessThan(SOON);
        Awaitility.await()
                .during(Duration.ofMillis(250))
                .atMost(LONG)
                .until(() -> waiting.stream().filter(Doing::isDone).count() == 1);
        try (Lock.Held _ = lock.hold()) {
            assertThat(lock.fencingToken()).isEqualTo(1);
            condition.signalAll();
        }
        int told = 0;
        for (Doing<Boolean> one : waiting) {
            told += one.get() ? 0 : 1;
        }
        assertThat(told).isEqualTo(1);
    }

    /** A signal whose receiver is killed before it has the lock back is for another. */
    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL", "OTHER_JVM"})
    void signalledWaiterKilled_anotherReceivesTheSignal(Place place) throws Exception {
        long pid = doomed.pid();
        doomed.hand(false).ask(condition, gate -> await(gate, pid)).asleep();
        Doing<Boolean> waiting =
                crew.hand(place).ask(condition, gate -> await(gate, pid)).asleep();
        lock.lock();
        condition.signal(); // and now the first wants the lock
        doomed.kill();
        long start = System.nanoTime();
        lock.unlock();
        assertThat(waiting.get()).isTrue();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("a killed waiter's signal came to another (" + place + ") after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(SOON);
    }

    /** What the dead have left behind takes no signal from the living. */
    @Test
    void waitersKilled_signalsStillReachTheLiving() throws Exception {
        long pid = doomed.pid();
        doomed.hand(false).ask(condition, gate -> await(gate, pid)).asleep();
        doomed.hand(true).ask(condition, gate -> await(gate, pid)).asleep();
        doomed.kill();
        List<Doing<Boolean>> waiting = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            waiting.add(hand.ask(condition, gate -> await(gate, pid)).asleep());
        }
        for (int i = 0; i < waiting.size(); i++) {
            int more = i + 1;
            try (Lock.Held _ = lock.hold()) {
                condition.signal();
            }
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(LONG)
                    .until(() -> waiting.stream().filter(Doing::isDone).count() >= more);
        }
        for (Doing<Boolean> one : waiting) {
            assertThat(one.get()).isTrue();
        }
    }

    /** A stopped process is not dead; but the signal goes to one that can use it. */
    @Test
    void signalledWaiterStopped_anotherReceivesTheSignal() throws Exception {
        long pid = doomed.pid();
        SyncJvm stopped = crew.jvm(0);
        Doing<Boolean> first =
                stopped.hand(false).ask(condition, gate -> await(gate, pid)).asleep();
        Doing<Boolean> second = crew.hand(Place.PLATFORM)
                .ask(condition, gate -> await(gate, pid))
                .asleep();
        stopped.stop();
        try (Lock.Held _ = lock.hold()) {
            condition.signal();
        }
        assertThat(second.get()).isTrue();
        stopped.goOn();
        assertThat(lock.tryLock(5, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        assertThat(first.asleep().isDone()).isFalse();
        try (Lock.Held _ = lock.hold()) {
            condition.signal();
        }
        assertThat(first.get()).isTrue();
    }
}
