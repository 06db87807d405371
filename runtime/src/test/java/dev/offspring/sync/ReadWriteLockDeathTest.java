package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.OwnerDiedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a {@link ReadWriteLock} whose readers or writer are killed or stopped. */
@Tag("contract")
@SuppressWarnings("LockNotBeforeTry") // the pairs of calls are what is tested
final class ReadWriteLockDeathTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final ReadWriteLock lock = ReadWriteLock.create();
    private final SyncJvm doomed = crew.jvm(2);

    @AfterEach
    void close() {
        lock.close();
        crew.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL_IN_OTHER_JVM"})
    void readersKilled_theWriterGetsIn(Place place) throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            doomed.hand(virtual)
                    .tell(lock, door -> {
                        door.readLock().lock();
                        door.readLock().lock();
                    })
                    .get();
        }
        Hand other = crew.hand(place);
        Doing<Boolean> writing =
                other.tell(lock, door -> door.writeLock().lock()).asleep();
        doomed.kill();
        long start = System.nanoTime();
        writing.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println(
                "a writer (" + place + ") had the share of a killed reader after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(SOON);
        other.tell(lock, door -> door.writeLock().unlock()).get();
        assertThat(lock.writeLock().tryLock()).isTrue();
        lock.writeLock().unlock();
    }

    @Test
    void readerKilled_whileNobodyWaits_isInNobodysWay() throws Exception {
        doomed.hand(false).tell(lock, door -> door.readLock().lock()).get();
        assertThat(lock.writeLock().tryLock()).isFalse();
        doomed.kill();
        assertThat(lock.writeLock().tryLock()).isTrue();
        lock.writeLock().unlock();
    }

    @Test
    void readerStopped_isNotDead() throws Exception {
        SyncJvm stopped = crew.jvm(0);
        Hand reader = stopped.hand(false);
        reader.tell(lock, door -> door.readLock().lock()).get();
        stopped.stop();
        assertThat(lock.writeLock().tryLock(300, TimeUnit.MILLISECONDS)).isFalse();
        stopped.goOn();
        reader.tell(lock, door -> door.readLock().unlock()).get();
        assertThat(lock.writeLock().tryLock(5, TimeUnit.SECONDS)).isTrue();
        lock.writeLock().unlock();
    }

    /** All are told, readers and writers; one recovers. */
    @Test
    void writerKilled_allAreToldAndOneRecovers() throws Exception {
        doomed.hand(false).tell(lock, door -> door.writeLock().lock()).get();
        List<Hand> hands = new ArrayList<>(crew.oneInEachPlace());
        hands.addAll(crew.oneInEachPlace());
        List<Doing<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < hands.size(); i++) {
            waiting.add((i < hands.size() / 2
                            ? hands.get(i).tell(lock, door -> door.readLock().lock())
                            : hands.get(i).tell(lock, door -> door.writeLock().lock()))
                    .asleep());
        }
        doomed.kill();
        long start = System.nanoTime();
        for (Doing<Boolean> one : waiting) {
            OwnerDiedException died = one.failure(OwnerDiedException.class);
            assertThat(died.pid()).isEqualTo(doomed.pid());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println(
                "the last of " + hands.size() + " was told " + took.toMillis() + " ms after the end of the writer");
        assertThat(took).isLessThan(SOON);
        assertThatThrownBy(() -> lock.readLock().lock()).isInstanceOf(OwnerDiedException.class);
        assertThatThrownBy(() -> lock.readLock().tryLock()).isInstanceOf(OwnerDiedException.class);
        assertThatThrownBy(() -> lock.writeLock().tryLock()).isInstanceOf(OwnerDiedException.class);
        List<Doing<Boolean>> recovering = hands.stream()
                .map(hand -> hand.ask(lock, door -> door.writeLock().recover()))
                .toList();
        List<Hand> winners = new ArrayList<>();
        for (int i = 0; i < hands.size(); i++) {
            if (recovering.get(i).get()) {
                winners.add(hands.get(i));
            }
        }
        assertThat(winners).hasSize(1);
        assertThat(lock.readLock().tryLock()).isFalse();
        winners.getFirst().tell(lock, door -> door.writeLock().unlock()).get();
        lock.readLock().lock();
        lock.readLock().unlock();
        lock.writeLock().lock();
        lock.writeLock().unlock();
    }

    /** A reader that waits for its turn and is killed leaves nothing behind. */
    @Test
    void waitingReaderKilled_disturbsNobody() throws Exception {
        lock.writeLock().lock();
        doomed.hand(false).tell(lock, door -> door.readLock().lock()).asleep();
        Doing<Boolean> reading = crew.hand(Place.OTHER_JVM)
                .tell(lock, door -> door.readLock().lock())
                .asleep();
        doomed.stop(); // so that it cannot take what it is woken for
        lock.writeLock().unlock();
        doomed.kill();
        long start = System.nanoTime();
        reading.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }
}
