package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.shared.SharedLong;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Lock}, between this thread and one in each place. */
@Tag("contract")
@SuppressWarnings("LockNotBeforeTry") // the pairs of calls are what is tested
final class LockTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration AT_ONCE = Duration.ofMillis(75);
    private static final int TRIES = 5;

    private final Crew crew = new Crew();
    private final Lock lock = Lock.create();

    @AfterEach
    void close() {
        lock.close();
        crew.close();
    }

    @ParameterizedTest
    @EnumSource
    void lock_heldByAnother_waitsUntilItIsUnlocked(Place place) throws Exception {
        Hand other = crew.hand(place);
        lock.lock();
        Doing<Boolean> locking = other.tell(lock, Lock::lock).asleep();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        locking.get();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(other.ask(lock, Lock::isHeldByCurrentThread).get()).isTrue();
        other.tell(lock, Lock::unlock).get();
        assertThat(lock.isLocked()).isFalse();
    }

    /** Property: no increment is lost, and what was done before unlocking is seen after locking. */
    @Test
    void increments_underTheLock_areAllCounted() throws Exception {
        int times = 2_000;
        try (SharedLong counter = SharedLong.create(0)) {
            List<Hand> hands = crew.oneInEachPlace();
            List<Doing<Boolean>> all = hands.stream()
                    .map(hand -> hand.tell(List.of(lock, counter), shared -> increment(shared, times)))
                    .toList();
            for (Doing<Boolean> one : all) {
                one.get();
            }
            assertThat(counter.get()).isEqualTo((long) times * hands.size());
        }
    }

    private static void increment(List<?> shared, int times) {
        Lock lock = (Lock) shared.get(0);
        SharedLong counter = (SharedLong) shared.get(1);
        for (int i = 0; i < times; i++) {
            try (Lock.Held _ = lock.hold()) {
                counter.set(counter.get() + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void lock_heldByTheSameThread_isEnteredAgain(Place place) throws Exception {
        Hand other = crew.hand(place);
        Lock same = (Lock) Letter.decode(Letter.encode(lock));
        assertThat(same).isNotSameAs(lock);
        lock.lock();
        assertThat(same.tryLock()).isTrue();
        same.lockInterruptibly();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
        for (int depth = 4; depth > 0; depth--) {
            assertThat(lock.getHoldCount()).isEqualTo(depth);
            assertThat(same.getHoldCount()).isEqualTo(depth);
            assertThat(other.ask(lock, Lock::tryLock).get()).isFalse();
            assertThat(other.ask(lock, Lock::getHoldCount).get()).isZero();
            (depth % 2 == 0 ? lock : same).unlock();
        }
        assertThat(lock.getHoldCount()).isZero();
        assertThat(other.ask(lock, Lock::tryLock).get()).isTrue();
    }

    /** How deep a thread is in a lock does not depend on whether somebody keeps an object for it. */
    @Test
    void lock_enteredByHandlesThatAreForgotten_keepsItsDepth() {
        String handle = handleOfAForgottenLock();
        enterAndForget(handle);
        enterAndForget(handle);
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Awaitility.await().atMost(LONG).until(() -> {
            System.gc();
            return garbage.refersTo(null);
        });
        try (Lock again = (Lock) Letter.decode(handle)) {
            assertThat(again.getHoldCount()).isEqualTo(2);
            again.unlock();
            assertThat(again.isHeldByCurrentThread()).isTrue();
            again.unlock();
            assertThat(again.isLocked()).isFalse();
        }
    }

    private static String handleOfAForgottenLock() {
        return Letter.encode(Lock.create());
    }

    private static void enterAndForget(String handle) {
        ((Lock) Letter.decode(handle)).lock();
    }

    @ParameterizedTest
    @EnumSource
    void tryLock_heldByAnother_isFalseWhenItsTimeIsOver(Place place) throws Exception {
        Hand other = crew.hand(place);
        other.tell(lock, Lock::lock).get();
        long start = System.nanoTime();
        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isFalse();
        assertThat(lock.tryLock(-1, TimeUnit.DAYS)).isFalse();
        assertThat(lock.tryLock(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        start = System.nanoTime();
        assertThat(lock.tryLock(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(60), LONG);
        other.tell(lock, Lock::unlock).get();
        assertThat(lock.tryLock(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void tryLock_unlockedInTime_isTrue(Place place) throws Exception {
        Hand other = crew.hand(place);
        lock.lock();
        Doing<Boolean> locking = other.ask(lock, door -> door.tryLock(LONG)).asleep();
        lock.unlock();
        assertThat(locking.get()).isTrue();
        assertThat(lock.tryLock()).isFalse();
    }

    /** A free lock is taken at once, whoever waited for it and no longer does. */
    @ParameterizedTest
    @EnumSource
    void tryLock_afterOneThatWaitedHasGivenUp_isTrue(Place place) throws Exception {
        Hand other = crew.hand(place);
        lock.lock();
        assertThat(other.ask(lock, door -> door.tryLock(40, TimeUnit.MILLISECONDS))
                        .get())
                .isFalse();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(other.ask(lock, door -> door.tryLock(0, TimeUnit.SECONDS)).get())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void lockInterruptibly_interrupted_throwsAtOnceAndChangesNothing(Place place) throws Exception {
        Hand other = crew.hand(place);
        Duration best = LONG;
        for (int i = 0; i < TRIES && best.compareTo(AT_ONCE) > 0; i++) {
            lock.lock();
            Doing<Boolean> locking = other.tell(lock, Lock::lockInterruptibly).asleep();
            long start = System.nanoTime();
            other.interrupt();
            locking.failure(InterruptedException.class);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
            assertThat(lock.getHoldCount()).isEqualTo(1);
            lock.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
        assertThat(best).as("from interrupt to exception").isLessThan(AT_ONCE);
    }

    @Test
    void lock_interruptedBefore_throwsIfItMay() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(lock.isLocked()).isFalse();
        Thread.currentThread().interrupt();
        assertThat(lock.tryLock()).isTrue();
        lock.lock();
        assertThat(Thread.interrupted()).isTrue();
        lock.unlock();
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void lock_interruptedWhileWaiting_goesOnAndStaysInterrupted(Place place) throws Exception {
        Hand other = crew.hand(place);
        lock.lock();
        Doing<Boolean> locking = other.ask(lock, door -> {
                    door.lock();
                    return Thread.interrupted();
                })
                .asleep();
        other.interrupt();
        assertThat(lock.tryLock(30, TimeUnit.MILLISECONDS)).isTrue();
        lock.unlock();
        assertThat(locking.asleep().isDone()).isFalse();
        lock.unlock();
        assertThat(locking.get()).as("interrupted").isTrue();
    }

    /** Property: an interrupt that comes with an unlock does not swallow it: the other one who waits gets the lock. */
    @ParameterizedTest
    @EnumSource
    void lockInterruptibly_interruptedWhenWoken_passesItOn(Place place) throws Exception {
        int rounds = 20;
        Hand one = crew.hand(place);
        Hand other = crew.hand(Place.PLATFORM);
        long nanos = 0;
        for (int round = 0; round < rounds; round++) {
            lock.lock();
            Doing<Boolean> first = one.tell(lock, LockTest::lockAndUnlock).asleep();
            Doing<Boolean> second = other.tell(lock, LockTest::lockAndUnlock).asleep();
            long start = System.nanoTime();
            lock.unlock();
            one.interrupt();
            second.get();
            nanos += System.nanoTime() - start;
            try {
                first.get(); // it was faster than the interrupt, or
            } catch (InterruptedException e) {
                assertThat(lock.isLocked()).isFalse();
            }
        }
        assertThat(Duration.ofNanos(nanos)).isLessThan(AT_ONCE.multipliedBy(rounds));
        assertThat(lock.isLocked()).isFalse();
    }

    private static void lockAndUnlock(Lock lock) throws InterruptedException {
        lock.lockInterruptibly();
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void unlock_byAnother_throwsAndChangesNothing(Place place) throws Exception {
        Hand other = crew.hand(place);
        long pid = ProcessHandle.current().pid();
        long thread = Thread.currentThread().threadId();
        lock.lock();
        lock.lock();
        assertThat(other.tell(lock, Lock::unlock).failure(IllegalMonitorStateException.class))
                .hasMessageContaining("held by pid " + pid + ", thread " + thread);
        other.ask(lock, Lock::fencingToken).failure(IllegalMonitorStateException.class);
        assertThat(lock.getHoldCount()).isEqualTo(2);
        lock.unlock();
        lock.unlock();
        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("[unlocked]")
                .hasMessageContaining(thread + " of pid " + pid);
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @Test
    void breakLock_ofThisThread_throwsAndChangesNothing() {
        lock.lock();
        long token = lock.fencingToken();
        assertThatThrownBy(lock::breakLock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("held by this thread");
        assertThat(lock.getHoldCount()).isEqualTo(1);
        assertThat(lock.fencingToken()).isEqualTo(token);
        lock.unlock();
    }

    @ParameterizedTest
    @EnumSource
    void close_whileAnotherWaits_isToldToItSoon(Place place) throws Exception {
        Hand other = crew.hand(place);
        lock.lock();
        Doing<Boolean> locking = other.tell(lock, Lock::lock).asleep();
        long start = System.nanoTime();
        lock.close();
        locking.failure(ClosedHandleException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        lock.close();
        other.tell(lock, Lock::close).get();
        other.tell(lock, Lock::lock).failure(ClosedHandleException.class);
    }

    @Test
    void close_thenUsed_throws() {
        Lock same = (Lock) Letter.decode(Letter.encode(lock));
        lock.close();
        for (Lock closed : List.of(lock, same)) {
            List<Deed.Act<Lock>> uses = List.of(
                    Lock::lock,
                    Lock::lockInterruptibly,
                    Lock::hold,
                    Lock::tryLock,
                    door -> door.tryLock(0, TimeUnit.SECONDS),
                    door -> door.tryLock(Duration.ofSeconds(1)),
                    Lock::unlock,
                    Lock::newCondition,
                    Lock::recover,
                    Lock::breakLock,
                    Lock::fencingToken,
                    Lock::isLocked,
                    Lock::isHeldByCurrentThread,
                    Lock::getHoldCount);
            for (Deed.Act<Lock> use : uses) {
                assertThatThrownBy(() -> use.on(closed)).isInstanceOf(ClosedHandleException.class);
            }
            assertThat(closed).hasToString(name() + "[closed]");
        }
    }

    @Test
    void toString_saysWhoHoldsIt() throws Exception {
        Hand other = crew.hand(Place.OTHER_JVM);
        assertThat(lock).hasToString(name() + "[unlocked]");
        lock.lock();
        assertThat(lock).hasToString(name() + "[held by this thread]");
        lock.lock();
        assertThat(lock).hasToString(name() + "[held by this thread, 2 times]");
        lock.unlock();
        lock.unlock();
        long thread = other.ask(lock, door -> {
                    door.lock();
                    return Thread.currentThread().threadId();
                })
                .get();
        assertThat(lock).hasToString(name() + "[held by pid " + crew.jvm(0).pid() + ", thread " + thread + "]");
    }

    private String name() {
        return "Lock@" + Long.toHexString(lock.handle().offset());
    }

    @Test
    void equals_handlesOfTheSameLock() {
        Object same = Letter.decode(Letter.encode(lock));
        assertThat(same).isEqualTo(lock).hasSameHashCodeAs(lock);
        try (Lock other = Lock.create()) {
            assertThat(other).isNotEqualTo(lock);
        }
    }
}
