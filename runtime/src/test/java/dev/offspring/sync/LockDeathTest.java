package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.OwnerDiedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a {@link Lock} whose owner, or one of those who wait, is killed or stopped. */
@Tag("contract")
@SuppressWarnings("LockNotBeforeTry") // the pairs of calls are what is tested
final class LockDeathTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final Lock lock = Lock.create();

    /** The JVM that is killed; 0 and 1 are those that go on. */
    private final SyncJvm doomed = crew.jvm(2);

    @AfterEach
    void close() {
        lock.close();
        crew.close();
    }

    private List<Hand> threeInEachJvm() {
        List<Hand> hands = new ArrayList<>();
        for (boolean virtual : new boolean[] {false, true, false}) {
            hands.add(crew.hand(virtual ? Place.VIRTUAL : Place.PLATFORM));
            hands.add(crew.jvm(0).hand(virtual));
            hands.add(crew.jvm(1).hand(virtual));
        }
        return hands;
    }

    /** Property: all who wait are told whose lock it was, soon, and so are those who come later; one can take it over. */
    @Test
    void ownerKilled_whileManyWait_allAreToldAndOneRecovers() throws Exception {
        doomed.hand(false).tell(lock, Lock::lock).get();
        List<Hand> hands = threeInEachJvm();
        List<Doing<Boolean>> waiting = new ArrayList<>();
        for (Hand hand : hands) {
            Deed.Act<Lock> way = switch (waiting.size() / 3) {
                case 0 -> Lock::lock;
                case 1 -> Lock::lockInterruptibly;
                default -> door -> door.tryLock(15, TimeUnit.SECONDS);
            };
            waiting.add(hand.tell(lock, way).asleep());
        }
        doomed.kill();
        Instant gone = Instant.now();
        Duration latest = Duration.ZERO;
        for (Doing<Boolean> one : waiting) {
            OwnerDiedException died = one.failure(OwnerDiedException.class);
            assertThat(died.pid()).isEqualTo(doomed.pid());
            assertThat(died).hasMessageContaining("pid " + doomed.pid());
            Duration after = Duration.between(gone, died.noticed());
            latest = after.compareTo(latest) > 0 ? after : latest;
        }
        System.out.println("the last of " + waiting.size() + " was told " + latest.toMillis()
                + " ms after the end of the lock's owner");
        assertThat(latest).isLessThan(SOON);
        for (Hand hand : hands) {
            hand.tell(lock, Lock::lock).failure(OwnerDiedException.class);
            hand.ask(lock, Lock::tryLock).failure(OwnerDiedException.class);
            hand.ask(lock, door -> door.tryLock(0, TimeUnit.SECONDS)).failure(OwnerDiedException.class);
        }
        assertThat(lock.toString()).contains("held by pid " + doomed.pid()).contains("which died");
        List<Doing<Boolean>> recovering =
                hands.stream().map(hand -> hand.ask(lock, Lock::recover)).toList();
        List<Hand> winners = new ArrayList<>();
        for (int i = 0; i < hands.size(); i++) {
            if (recovering.get(i).get()) {
                winners.add(hands.get(i));
            }
        }
        assertThat(winners).hasSize(1);
        Hand winner = winners.getFirst();
        assertThat(winner.ask(lock, Lock::getHoldCount).get()).isEqualTo(1);
        assertThat(winner.ask(lock, Lock::fencingToken).get()).isEqualTo(1);
        assertThat(lock.tryLock()).isFalse();
        winner.tell(lock, Lock::unlock).get();
        for (Hand hand : hands) {
            hand.tell(lock, Lock::lock).get();
            hand.tell(lock, Lock::unlock).get();
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void ownerKilled_slotTakenByTheNextProcess_isKnownAsDead() throws Exception {
        doomed.hand(false).tell(lock, Lock::lock).get();
        doomed.kill();
        crew.freshJvm().hand(false).ask(lock, Lock::isLocked).get();
        assertThatThrownBy(lock::lock)
                .isInstanceOfSatisfying(
                        OwnerDiedException.class, died -> assertThat(died.pid()).isIn(-1L, doomed.pid()));
        assertThat(lock.recover()).isTrue();
        lock.unlock();
    }

    @Test
    void ownerKilled_holdingItThreeTimes_isHeldOnceByWhoRecovers() throws Exception {
        doomed.hand(true)
                .tell(lock, door -> {
                    door.lock();
                    door.lock();
                    door.lock();
                })
                .get();
        doomed.kill();
        assertThatThrownBy(lock::tryLock).isInstanceOf(OwnerDiedException.class);
        assertThat(lock.recover()).isTrue();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    /** What the runtime itself holds for a moment guards nothing of the user's: whoever comes next just takes it. */
    @Test
    void ownerKilled_inTheRuntimeItself_isNotMentioned() throws Exception {
        List<Deed.Act<Lock>> ways = List.of(
                Lock::lock,
                door -> assertThat(door.tryLock()).isTrue(),
                door -> assertThat(door.tryLock(0, TimeUnit.SECONDS)).isTrue());
        List<Lock> doors = ways.stream().map(way -> Lock.create()).toList();
        for (Lock door : doors) {
            doomed.hand(false)
                    .ask(door, shared -> shared.mutex().lockQuietly(0, false))
                    .get();
            assertThat(door.tryLock()).isFalse();
        }
        doomed.kill();
        for (int i = 0; i < ways.size(); i++) {
            try (Lock door = doors.get(i)) {
                ways.get(i).on(door);
                assertThat(door.getHoldCount()).isEqualTo(1);
                door.unlock();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void recover_ofAFreeLockOrALivingOwner_isFalse(Place place) throws Exception {
        Hand other = crew.hand(place);
        assertThat(other.ask(lock, Lock::recover).get()).isFalse();
        assertThat(lock.isLocked()).isFalse();
        lock.lock();
        assertThat(other.ask(lock, Lock::recover).get()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.fencingToken()).isZero();
        lock.unlock();
    }

    /** A waiter that has been woken and dies does not take the wake-up with it. */
    @Test
    void waiterKilled_whenItIsWoken_anotherGetsTheLock() throws Exception {
        Hand other = crew.hand(Place.OTHER_JVM);
        lock.lock();
        doomed.hand(false).tell(lock, Lock::lock).asleep();
        Doing<Boolean> locking = other.tell(lock, Lock::lock).asleep();
        doomed.stop(); // so that it cannot take what it is woken for
        lock.unlock();
        doomed.kill();
        long start = System.nanoTime();
        locking.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void ownerThreadEnded_withoutUnlocking_holdsItUntilItsProcessEnds() throws Exception {
        doomed.hand(false)
                .tell(lock, door -> {
                    Thread thread = Thread.ofVirtual().start(door::lock);
                    thread.join();
                })
                .get();
        assertThat(lock.tryLock(300, TimeUnit.MILLISECONDS)).isFalse();
        doomed.kill();
        assertThatThrownBy(lock::lock).isInstanceOf(OwnerDiedException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER_JVM", "VIRTUAL_IN_OTHER_JVM"})
    void ownerStopped_isNotDead_andIsToldOfTheBreak(Place place) throws Exception {
        Hand owner = crew.hand(place);
        SyncJvm jvm = crew.jvm(0);
        owner.tell(lock, door -> {
                    door.lock();
                    door.lock();
                })
                .get();
        long before = owner.ask(lock, Lock::fencingToken).get();
        jvm.stop();
        try {
            assertThat(lock.tryLock(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(lock.recover()).isFalse();
            long token = lock.breakLock();
            assertThat(token).isGreaterThan(before);
            assertThat(lock.fencingToken()).isEqualTo(token);
            assertThat(lock.getHoldCount()).isEqualTo(1);
        } finally {
            jvm.goOn();
        }
        owner.tell(lock, Lock::unlock).failure(IllegalMonitorStateException.class);
        owner.ask(lock, Lock::fencingToken).failure(IllegalMonitorStateException.class);
        assertThat(owner.ask(lock, Lock::getHoldCount).get()).isZero();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        Doing<Boolean> locking = owner.tell(lock, Lock::lock).asleep();
        lock.unlock();
        locking.get();
        assertThat(owner.ask(lock, Lock::getHoldCount).get()).isEqualTo(1);
        assertThat(owner.ask(lock, Lock::fencingToken).get()).isGreaterThan(before);
        owner.tell(lock, Lock::unlock).get();
    }

    @Test
    void breakLock_freeOrRunningOrDead_risesEachTime() throws Exception {
        assertThat(lock.breakLock()).isEqualTo(1);
        Hand other = crew.hand(Place.OTHER_JVM);
        assertThat(other.ask(lock, Lock::breakLock).get()).isEqualTo(2);
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(doomed.hand(false).ask(lock, Lock::breakLock).get()).isEqualTo(3);
        doomed.kill();
        assertThat(lock.breakLock()).isEqualTo(4);
        Doing<Boolean> locking = other.tell(lock, Lock::lock).asleep();
        lock.unlock();
        locking.get();
        assertThat(other.ask(lock, Lock::fencingToken).get()).isEqualTo(4);
    }
}
