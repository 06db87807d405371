package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link Semaphore}, plain and owned, between this thread and one in each place. */
@Tag("contract")
@SuppressWarnings("ThreadPriorityCheck") // a yield makes an interleaving likely, and nothing depends on it
final class SemaphoreTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AT_ONCE = Duration.ofMillis(75);

    private final Crew crew = new Crew();
    private final Semaphore plain = Semaphore.create(3);
    private final Semaphore owned = Semaphore.owned(3);

    @AfterEach
    void close() {
        plain.close();
        owned.close();
        crew.close();
    }

    private List<Semaphore> both() {
        return List.of(plain, owned);
    }

    @ParameterizedTest
    @EnumSource
    void acquire_noneLeft_waitsForARelease(Place place) throws Exception {
        Hand other = crew.hand(place);
        for (Semaphore semaphore : both()) {
            semaphore.acquire();
            semaphore.acquire(2);
            assertThat(semaphore.availablePermits()).isZero();
            Doing<Boolean> acquiring = other.tell(semaphore, Semaphore::acquire).asleep();
            semaphore.release();
            acquiring.get();
            assertThat(semaphore.availablePermits()).isZero();
            other.tell(semaphore, Semaphore::release).get();
            semaphore.acquireUninterruptibly();
            semaphore.release(3);
            assertThat(semaphore.availablePermits()).isEqualTo(3);
        }
    }

    /** Many permits are taken at once or not at all. */
    @ParameterizedTest
    @EnumSource
    void acquire_ofMany_takesAllOrNone(Place place) throws Exception {
        Hand other = crew.hand(place);
        for (Semaphore semaphore : both()) {
            semaphore.acquire();
            assertThat(other.ask(semaphore, permits -> permits.tryAcquire(3)).get())
                    .isFalse();
            Doing<Boolean> acquiring =
                    other.tell(semaphore, permits -> permits.acquire(3)).asleep();
            assertThat(semaphore.availablePermits()).isEqualTo(2);
            semaphore.release();
            acquiring.get();
            assertThat(semaphore.availablePermits()).isZero();
            assertThat(semaphore.tryAcquire()).isFalse();
            assertThat(semaphore.tryAcquire(0)).isTrue();
        }
    }

    /** Property: never more have a permit than there are, and none is lost. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acquire_byMany_neverHandsOutMoreThanThereAre(boolean ofOwned) throws Exception {
        int times = 200;
        Semaphore semaphore = ofOwned ? owned : plain;
        try (Semaphore within = Semaphore.create(3)) {
            List<Doing<Boolean>> all = new ArrayList<>();
            for (Hand hand : crew.oneInEachPlace()) {
                all.add(hand.tell(List.of(semaphore, within), two -> passThrough(two.get(0), two.get(1), times)));
                all.add(crew.hand(Place.VIRTUAL)
                        .tell(List.of(semaphore, within), two -> passThrough(two.get(0), two.get(1), times)));
            }
            for (Doing<Boolean> one : all) {
                one.get();
            }
            assertThat(semaphore.availablePermits()).isEqualTo(3);
            assertThat(within.availablePermits()).isEqualTo(3);
        }
    }

    private static void passThrough(Object semaphore, Object within, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            int count = 1 + i % 3;
            ((Semaphore) semaphore).acquire(count);
            if (!((Semaphore) within).tryAcquire(count)) {
                throw new AssertionError("more than 3 permits have been handed out");
            }
            Thread.yield();
            ((Semaphore) within).release(count);
            ((Semaphore) semaphore).release(count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void release_ofAPlainOne_isAnybodys(Place place) throws Exception {
        crew.hand(place).tell(plain, permits -> permits.release(4)).get();
        assertThat(plain.availablePermits()).isEqualTo(7);
        assertThat(plain.drainPermits()).isEqualTo(7);
        assertThat(plain.drainPermits()).isZero();
        plain.release(Integer.MAX_VALUE);
        assertThatThrownBy(plain::release).isInstanceOf(Error.class).hasMessageContaining("Maximum permit count");
        assertThat(plain.availablePermits()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void release_ofAnOwnedOne_isThatOfTheProcessWhichAcquired() throws Exception {
        Hand far = crew.hand(Place.OTHER_JVM);
        owned.acquire(2);
        assertThat(far.tell(owned, Semaphore::release).failure(IllegalMonitorStateException.class))
                .hasMessageContaining("0 permits")
                .hasMessageContaining("release 1");
        far.tell(owned, Semaphore::acquire).get();
        assertThat(far.tell(owned, permits -> permits.release(2)).failure(IllegalMonitorStateException.class))
                .hasMessageContaining("1 permits")
                .hasMessageContaining("release 2");
        assertThat(owned.availablePermits()).isZero();
        crew.hand(Place.VIRTUAL).tell(owned, permits -> permits.release(2)).get(); // another thread of this process
        assertThatThrownBy(owned::release).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(owned.availablePermits()).isEqualTo(2);
        assertThat(owned.drainPermits()).isEqualTo(2);
        far.tell(owned, Semaphore::release).get();
        assertThat(owned.availablePermits()).isEqualTo(1);
    }

    @Test
    void negativeCounts_throwAndChangeNothing() {
        assertThatThrownBy(() -> Semaphore.create(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("permits=-2");
        assertThatThrownBy(() -> Semaphore.owned(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("permits=-2");
        List<Deed.Act<Semaphore>> uses = List.of(
                permits -> permits.acquire(-7),
                permits -> permits.acquireUninterruptibly(-7),
                permits -> permits.tryAcquire(-7),
                permits -> permits.tryAcquire(-7, 1, TimeUnit.SECONDS),
                permits -> permits.release(-7));
        for (Semaphore semaphore : both()) {
            for (Deed.Act<Semaphore> use : uses) {
                assertThatThrownBy(() -> use.on(semaphore))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("permits=-7");
            }
            assertThat(semaphore.availablePermits()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tryAcquire_untilTimeout_isFalse(Place place) throws Exception {
        Hand other = crew.hand(place);
        for (Semaphore semaphore : both()) {
            other.tell(semaphore, permits -> permits.acquire(3)).get();
            long start = System.nanoTime();
            assertThat(semaphore.tryAcquire()).isFalse();
            assertThat(semaphore.tryAcquire(-1, TimeUnit.DAYS)).isFalse();
            assertThat(semaphore.tryAcquire(2, 0, TimeUnit.DAYS)).isFalse();
            assertThat(semaphore.tryAcquire(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            start = System.nanoTime();
            assertThat(semaphore.tryAcquire(60, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(60), LONG);
            Doing<Boolean> acquiring = crew.hand(place)
                    .ask(semaphore, permits -> permits.tryAcquire(2, 15, TimeUnit.SECONDS))
                    .asleep();
            other.tell(semaphore, permits -> permits.release(3)).get();
            assertThat(acquiring.get()).isTrue();
            assertThat(semaphore.availablePermits()).isEqualTo(1);
        }
    }

    /** Whoever gives up when it was its turn leaves nothing behind that others would have to wait for. */
    @ParameterizedTest
    @EnumSource
    void acquire_ofManyAndGivenUp_leavesThePermitsToOthers(Place place) throws Exception {
        Hand other = crew.hand(place);
        for (Semaphore semaphore : both()) {
            semaphore.acquire(2);
            Doing<Boolean> givingUp =
                    other.tell(semaphore, permits -> permits.acquire(3)).asleep();
            awaitTurn(semaphore);
            Doing<Boolean> modest = crew.hand(Place.PLATFORM)
                    .tell(semaphore, Semaphore::acquire)
                    .asleep();
            long start = System.nanoTime();
            other.interrupt();
            givingUp.failure(InterruptedException.class);
            modest.get();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            assertThat(semaphore.availablePermits()).isZero();
        }
    }

    /** Returns when somebody has waited for so long that the others leave the permits to it. */
    static void awaitTurn(Semaphore semaphore) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(LONG)
                .until(() -> Words.getLong(semaphore.block().segment(), SemaphoreLayout.TURN) != 0);
    }

    @ParameterizedTest
    @EnumSource
    void acquire_interrupted_throwsAtOnceAndTakesNothing(Place place) throws Exception {
        Hand other = crew.hand(place);
        for (Semaphore semaphore : both()) {
            semaphore.acquire(3);
            Doing<Boolean> acquiring = other.tell(semaphore, Semaphore::acquire).asleep();
            long start = System.nanoTime();
            other.interrupt();
            acquiring.failure(InterruptedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            semaphore.release(3);
            assertThat(semaphore.availablePermits()).isEqualTo(3);
            Thread.currentThread().interrupt();
            assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(semaphore.availablePermits()).isEqualTo(3);
            Thread.currentThread().interrupt();
            semaphore.acquireUninterruptibly(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(semaphore.availablePermits()).isEqualTo(1);
        }
    }

    /** Property: an interrupt that comes with a release swallows neither the permit nor the other's wake-up. */
    @ParameterizedTest
    @EnumSource
    void acquire_interruptedWhenWoken_passesItOn(Place place) throws Exception {
        int rounds = 10;
        Hand one = crew.hand(place);
        Hand other = crew.hand(Place.PLATFORM);
        for (Semaphore semaphore : both()) {
            semaphore.acquire(3);
            long nanos = 0;
            for (int round = 0; round < rounds; round++) {
                Doing<Boolean> first =
                        one.tell(semaphore, SemaphoreTest::acquireAndRelease).asleep();
                Doing<Boolean> second =
                        other.tell(semaphore, SemaphoreTest::acquireAndRelease).asleep();
                long start = System.nanoTime();
                if (semaphore.equals(plain)) {
                    semaphore.release();
                } else {
                    crew.hand(Place.PLATFORM)
                            .tell(semaphore, Semaphore::release)
                            .get();
                }
                one.interrupt();
                second.get();
                nanos += System.nanoTime() - start;
                try {
                    first.get(); // it was faster than the interrupt, or
                } catch (InterruptedException e) {
                    assertThat(semaphore.availablePermits()).isEqualTo(1);
                }
                semaphore.acquire();
            }
            assertThat(Duration.ofNanos(nanos)).isLessThan(AT_ONCE.multipliedBy(rounds));
            assertThat(semaphore.availablePermits()).isZero();
        }
    }

    private static void acquireAndRelease(Semaphore semaphore) throws InterruptedException {
        semaphore.acquire();
        semaphore.release();
    }

    /** Property: one that needs all permits gets its turn among a crowd of which each takes one, without a pause. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acquire_ofAllAmongACrowd_getsItsTurn(boolean ofOwned) throws Exception {
        Semaphore semaphore = ofOwned ? owned : plain;
        try (Event stop = Event.create()) {
            List<Doing<Boolean>> crowd = new ArrayList<>();
            for (Hand hand : crew.oneInEachPlace()) {
                crowd.add(hand.tell(List.of(semaphore, stop), two -> passUntil(two.get(0), two.get(1))));
            }
            long longest = 0;
            for (int turn = 0; turn < 5; turn++) {
                TimeUnit.MILLISECONDS.sleep(10);
                long start = System.nanoTime();
                assertThat(semaphore.tryAcquire(3, 15, TimeUnit.SECONDS)).isTrue();
                longest = Math.max(longest, System.nanoTime() - start);
                semaphore.release(3);
            }
            stop.set();
            for (Doing<Boolean> one : crowd) {
                one.get();
            }
            System.out.println("the longest of 5 waits for 3 of 3 permits (" + (ofOwned ? "owned" : "plain") + "): "
                    + TimeUnit.NANOSECONDS.toMillis(longest) + " ms");
            assertThat(Duration.ofNanos(longest)).isLessThan(SOON);
            assertThat(semaphore.availablePermits()).isEqualTo(3);
        }
    }

    private static void passUntil(Object semaphore, Object stop) throws InterruptedException {
        while (!((Event) stop).isSet()) {
            ((Semaphore) semaphore).acquire();
            Thread.yield();
            ((Semaphore) semaphore).release();
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_whileAnotherWaits_isToldToItSoon(Place place) throws Exception {
        Hand other = crew.hand(place);
        for (Semaphore semaphore : both()) {
            Doing<Boolean> acquiring =
                    other.tell(semaphore, permits -> permits.acquire(4)).asleep();
            long start = System.nanoTime();
            semaphore.close();
            acquiring.failure(ClosedHandleException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            semaphore.close();
            other.tell(semaphore, Semaphore::close).get();
            List<Deed.Act<Semaphore>> uses = List.of(
                    Semaphore::acquire,
                    Semaphore::acquireUninterruptibly,
                    Semaphore::tryAcquire,
                    permits -> permits.tryAcquire(1, TimeUnit.SECONDS),
                    permits -> permits.tryAcquire(Duration.ofSeconds(1)),
                    Semaphore::release,
                    Semaphore::availablePermits,
                    Semaphore::drainPermits);
            for (Deed.Act<Semaphore> use : uses) {
                assertThatThrownBy(() -> use.on(semaphore)).isInstanceOf(ClosedHandleException.class);
            }
            assertThat(semaphore.toString()).contains("[closed]");
        }
    }

    @Test
    void copy_isEqualAndSaysTheSame() {
        for (Semaphore semaphore : both()) {
            Object same = Letter.decode(Letter.encode(semaphore));
            assertThat(same).isEqualTo(semaphore).hasSameHashCodeAs(semaphore);
            assertThat(same)
                    .hasToString("Semaphore@"
                            + Long.toHexString(semaphore.block().handle().offset()) + "[permits=3]");
        }
        assertThat(plain).isNotEqualTo(owned);
    }
}
