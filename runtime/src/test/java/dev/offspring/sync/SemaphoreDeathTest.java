package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What becomes of the permits of a {@link Semaphore} when their holders, or those who wait, are killed or stopped. */
@Tag("contract")
final class SemaphoreDeathTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final Semaphore plain = Semaphore.create(3);
    private final Semaphore owned = Semaphore.owned(3);
    private final SyncJvm doomed = crew.jvm(2);

    @AfterEach
    void close() {
        plain.close();
        owned.close();
        crew.close();
    }

    @Test
    void ownerKilled_whileManyWait_permitsComeBackToThem() throws Exception {
        doomed.hand(false).tell(owned, permits -> permits.acquire(3)).get();
        List<Doing<Boolean>> waiting = new ArrayList<>();
        waiting.add(crew.hand(Place.PLATFORM).tell(owned, Semaphore::acquire).asleep());
        waiting.add(crew.hand(Place.VIRTUAL).tell(owned, Semaphore::acquire).asleep());
        waiting.add(crew.hand(Place.OTHER_JVM).tell(owned, Semaphore::acquire).asleep());
        doomed.kill();
        long start = System.nanoTime();
        for (Doing<Boolean> one : waiting) {
            one.get();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("the permits of a killed process had come back after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(SOON);
        assertThat(owned.availablePermits()).isZero();
        assertThat(owned.tryAcquire()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL", "OTHER_JVM"})
    void ownerKilled_permitsComeBackToWhoeverTries(Place place) throws Exception {
        doomed.hand(true).tell(owned, permits -> permits.acquire(2)).get();
        doomed.kill();
        Hand other = crew.hand(place);
        assertThat(other.ask(owned, permits -> permits.tryAcquire(3)).get()).isTrue();
        other.tell(owned, permits -> permits.release(3)).get();
        assertThat(owned.availablePermits()).isEqualTo(3);
    }

    @Test
    void killed_withPermitsOfAPlainOne_hasReleasedNothing() throws Exception {
        doomed.hand(false).tell(plain, permits -> permits.acquire(3)).get();
        doomed.kill();
        assertThat(plain.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
        plain.release();
        assertThat(plain.tryAcquire()).isTrue();
    }

    /** One that has waited for long, so that the others leave the permits to it, and dies, does not keep them waiting. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waiterKilled_whenItWasItsTurn_othersGoOn(boolean ofOwned) throws Exception {
        Semaphore semaphore = ofOwned ? owned : plain;
        semaphore.acquire(2);
        Doing<Boolean> impatient = doomed.hand(false)
                .tell(semaphore, permits -> permits.acquire(3))
                .asleep();
        SemaphoreTest.awaitTurn(semaphore);
        assertThat(impatient.isDone()).isFalse();
        doomed.kill();
        long start = System.nanoTime();
        assertThat(semaphore.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
        crew.hand(Place.OTHER_JVM)
                .tell(semaphore, permits -> permits.acquire(0))
                .get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("the turn of a killed waiter was over after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(SOON);
    }

    /** One that is stopped keeps its permits, but not its turn. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopped_withPermits_keepsThem(boolean ofOwned) throws Exception {
        Semaphore semaphore = ofOwned ? owned : plain;
        SyncJvm stopped = crew.jvm(0);
        Hand other = stopped.hand(false);
        other.tell(semaphore, permits -> permits.acquire(2)).get();
        Doing<Boolean> waiting = stopped.hand(true)
                .tell(semaphore, permits -> permits.acquire(2))
                .asleep();
        stopped.stop();
        assertThat(semaphore.tryAcquire(2, 300, TimeUnit.MILLISECONDS)).isFalse();
        stopped.goOn();
        other.tell(semaphore, permits -> permits.release(2)).get();
        waiting.get();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }
}
