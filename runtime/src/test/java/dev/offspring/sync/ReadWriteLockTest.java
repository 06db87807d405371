package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.shared.SharedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link ReadWriteLock}, between this thread and one in each place. */
@Tag("contract")
@SuppressWarnings("LockNotBeforeTry") // the pairs of calls are what is tested
final class ReadWriteLockTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();
    private final ReadWriteLock lock = ReadWriteLock.create();

    @AfterEach
    void close() {
        lock.close();
        crew.close();
    }

    private static void read(ReadWriteLock lock) {
        lock.readLock().lock();
    }

    private static void readNoMore(ReadWriteLock lock) {
        lock.readLock().unlock();
    }

    private static boolean tryRead(ReadWriteLock lock) {
        return lock.readLock().tryLock();
    }

    private static void write(ReadWriteLock lock) {
        lock.writeLock().lock();
    }

    private static void writeNoMore(ReadWriteLock lock) {
        lock.writeLock().unlock();
    }

    private static boolean tryWrite(ReadWriteLock lock) {
        return lock.writeLock().tryLock();
    }

    @Test
    void readLock_isHeldByManyAtOnce_andNoWriter() throws Exception {
        List<Hand> readers = crew.oneInEachPlace();
        for (Hand reader : readers) {
            reader.tell(lock, ReadWriteLockTest::read).get();
        }
        read(lock);
        for (Place place : Place.values()) {
            Hand writer = crew.hand(place);
            assertThat(writer.ask(lock, ReadWriteLockTest::tryWrite).get()).isFalse();
            assertThat(writer.ask(lock, door -> door.writeLock().tryLock(20, TimeUnit.MILLISECONDS))
                            .get())
                    .isFalse();
        }
        readNoMore(lock);
        Doing<Boolean> writing =
                crew.hand(Place.OTHER_JVM).tell(lock, ReadWriteLockTest::write).asleep();
        for (Hand reader : readers) {
            assertThat(writing.isDone()).isFalse();
            reader.tell(lock, ReadWriteLockTest::readNoMore).get();
        }
        writing.get();
    }

    @ParameterizedTest
    @EnumSource
    void writeLock_excludesReadersAndWriters(Place place) throws Exception {
        Hand reader = crew.hand(place);
        Hand writer = crew.hand(place);
        write(lock);
        assertThat(lock.writeLock().isHeldByCurrentThread()).isTrue();
        assertThat(reader.ask(lock, ReadWriteLockTest::tryRead).get()).isFalse();
        assertThat(writer.ask(lock, ReadWriteLockTest::tryWrite).get()).isFalse();
        long start = System.nanoTime();
        assertThat(reader.ask(lock, door -> door.readLock().tryLock(60, TimeUnit.MILLISECONDS))
                        .get())
                .isFalse();
        assertThat(writer.ask(lock, door -> door.writeLock().tryLock(60, TimeUnit.MILLISECONDS))
                        .get())
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(120), LONG);
        assertThat(reader.ask(lock, door -> door.readLock().tryLock(-1, TimeUnit.DAYS))
                        .get())
                .isFalse();
        assertThat(writer.ask(lock, door -> door.writeLock().tryLock(-1, TimeUnit.DAYS))
                        .get())
                .isFalse();
        Doing<Boolean> reading = reader.tell(lock, ReadWriteLockTest::read).asleep();
        writeNoMore(lock);
        reading.get();
        Doing<Boolean> writing = writer.tell(lock, ReadWriteLockTest::write).asleep();
        reader.tell(lock, ReadWriteLockTest::readNoMore).get();
        writing.get();
        assertThat(tryRead(lock)).isFalse();
        writer.tell(lock, ReadWriteLockTest::writeNoMore).get();
        assertThat(tryRead(lock)).isTrue();
        readNoMore(lock);
    }

    /** Property: a reader never sees what a writer has half done, and no write is lost. */
    @Test
    void writes_areSeenWholeByReaders() throws Exception {
        int times = 500;
        try (SharedLong one = SharedLong.create(0);
                SharedLong two = SharedLong.create(0)) {
            List<Doing<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                for (Hand hand : crew.oneInEachPlace()) {
                    all.add(hand.tell(List.of(lock, one, two), shared -> readAndWrite(shared, times)));
                }
            }
            for (Doing<Boolean> each : all) {
                each.get();
            }
            assertThat(one.get()).isEqualTo(all.size() * (times / 10L));
        }
    }

    private static void readAndWrite(List<?> shared, int times) {
        ReadWriteLock lock = (ReadWriteLock) shared.get(0);
        SharedLong one = (SharedLong) shared.get(1);
        SharedLong two = (SharedLong) shared.get(2);
        for (int i = 0; i < times; i++) {
            if (i % 10 == 0) {
                try (Lock.Held _ = lock.writeLock().hold()) {
                    one.set(one.get() + 1);
                    two.set(two.get() + 1);
                }
            } else {
                try (Lock.Held _ = lock.readLock().hold()) {
                    assertThat(two.get()).isEqualTo(one.get());
                }
            }
        }
    }

    /** Once a writer waits, those who do not read yet wait behind it; a reader may read once more. */
    @ParameterizedTest
    @EnumSource
    void readLock_whileAWriterWaits_isForThoseWhoReadAlready(Place place) throws Exception {
        Hand writer = crew.hand(place);
        read(lock);
        Doing<Boolean> writing = writer.tell(lock, ReadWriteLockTest::write).asleep();
        Hand late = crew.hand(place);
        assertThat(late.ask(lock, ReadWriteLockTest::tryRead).get()).isFalse();
        Doing<Boolean> reading = late.tell(lock, ReadWriteLockTest::read).asleep();
        read(lock);
        assertThat(tryRead(lock)).isTrue();
        readNoMore(lock);
        readNoMore(lock);
        assertThat(writing.isDone()).isFalse();
        readNoMore(lock);
        writing.get();
        assertThat(reading.isDone()).isFalse();
        writer.tell(lock, ReadWriteLockTest::writeNoMore).get();
        reading.get();
    }

    @ParameterizedTest
    @EnumSource
    void writeLock_reentersAndReads_andGoesOnReading(Place place) throws Exception {
        Hand other = crew.hand(place);
        write(lock);
        write(lock);
        assertThat(tryWrite(lock)).isTrue();
        read(lock);
        writeNoMore(lock);
        writeNoMore(lock);
        assertThat(other.ask(lock, ReadWriteLockTest::tryRead).get()).isFalse();
        writeNoMore(lock);
        assertThat(lock.writeLock().isHeldByCurrentThread()).isFalse();
        assertThat(other.ask(lock, ReadWriteLockTest::tryRead).get())
                .as("others read too")
                .isTrue();
        other.tell(lock, ReadWriteLockTest::readNoMore).get();
        assertThat(other.ask(lock, ReadWriteLockTest::tryWrite).get()).isFalse();
        readNoMore(lock);
        assertThat(other.ask(lock, ReadWriteLockTest::tryWrite).get()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void writeLock_ofAReader_throwsAndChangesNothing(Place place) throws Exception {
        read(lock);
        assertThatThrownBy(() -> write(lock)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> lock.writeLock().lockInterruptibly()).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> lock.writeLock().tryLock(1, TimeUnit.SECONDS))
                .isInstanceOf(IllegalMonitorStateException.class);
        assertThat(tryWrite(lock)).isFalse();
        Hand other = crew.hand(place);
        assertThat(other.ask(lock, ReadWriteLockTest::tryRead).get()).isTrue();
        other.tell(lock, ReadWriteLockTest::readNoMore).get();
        readNoMore(lock);
        assertThat(tryWrite(lock)).isTrue();
        writeNoMore(lock);
    }

    @ParameterizedTest
    @EnumSource
    void unlock_byOneThatDoesNotHoldIt_throwsAndChangesNothing(Place place) throws Exception {
        Hand other = crew.hand(place);
        read(lock);
        other.tell(lock, ReadWriteLockTest::readNoMore).failure(IllegalMonitorStateException.class);
        other.tell(lock, ReadWriteLockTest::writeNoMore).failure(IllegalMonitorStateException.class);
        assertThat(other.ask(lock, ReadWriteLockTest::tryWrite).get()).isFalse();
        readNoMore(lock);
        assertThatThrownBy(() -> readNoMore(lock)).isInstanceOf(IllegalMonitorStateException.class);
        write(lock);
        assertThat(other.tell(lock, ReadWriteLockTest::writeNoMore).failure(IllegalMonitorStateException.class))
                .hasMessageContaining("held by pid " + ProcessHandle.current().pid());
        assertThat(lock.writeLock().isHeldByCurrentThread()).isTrue();
        writeNoMore(lock);
    }

    @Test
    void newCondition_isNotSupported() {
        assertThatThrownBy(() -> lock.readLock().newCondition()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> lock.writeLock().newCondition()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Whoever gives up, a reader or a writer, keeps nobody waiting. */
    @ParameterizedTest
    @EnumSource
    void lockInterruptibly_interrupted_throwsAtOnceAndTheOthersGoOn(Place place) throws Exception {
        Hand one = crew.hand(place);
        Hand other = crew.hand(Place.PLATFORM);
        read(lock);
        Doing<Boolean> writing =
                one.tell(lock, door -> door.writeLock().lockInterruptibly()).asleep();
        Doing<Boolean> reading = other.tell(lock, ReadWriteLockTest::read).asleep();
        long start = System.nanoTime();
        one.interrupt();
        writing.failure(InterruptedException.class);
        reading.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        other.tell(lock, ReadWriteLockTest::readNoMore).get();
        readNoMore(lock);
        write(lock);
        Doing<Boolean> interrupted =
                one.tell(lock, door -> door.readLock().lockInterruptibly()).asleep();
        one.interrupt();
        interrupted.failure(InterruptedException.class);
        assertThat(lock.writeLock().isHeldByCurrentThread()).isTrue();
        writeNoMore(lock);
        assertThat(tryWrite(lock)).isTrue();
        writeNoMore(lock);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lock.readLock().lockInterruptibly()).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lock.writeLock().tryLock(1, TimeUnit.SECONDS))
                .isInstanceOf(InterruptedException.class);
        assertThat(tryWrite(lock)).isTrue();
        writeNoMore(lock);
    }

    /** A writer that ran out of time keeps nobody waiting. */
    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL_IN_OTHER_JVM"})
    void writeLock_outOfTime_leavesTheLockToReaders(Place place) throws Exception {
        read(lock);
        Hand one = crew.hand(place);
        Doing<Boolean> writing = one.ask(lock, door -> door.writeLock().tryLock(500, TimeUnit.MILLISECONDS))
                .asleep();
        Doing<Boolean> reading = crew.hand(Place.PLATFORM).tell(lock, ReadWriteLockTest::read);
        assertThat(writing.get()).isFalse();
        long start = System.nanoTime();
        reading.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(one.ask(lock, ReadWriteLockTest::tryRead).get()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void close_whileOthersWait_areToldToSoon(Place place) throws Exception {
        Hand writer = crew.hand(place);
        read(lock);
        Doing<Boolean> writing = writer.tell(lock, ReadWriteLockTest::write).asleep();
        Doing<Boolean> reading =
                crew.hand(place).tell(lock, ReadWriteLockTest::read).asleep();
        long start = System.nanoTime();
        lock.close();
        writing.failure(ClosedHandleException.class);
        reading.failure(ClosedHandleException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        lock.close();
        writer.tell(lock, ReadWriteLock::close).get();
        List<Deed.Act<ReadWriteLock>> uses = List.of(
                ReadWriteLockTest::read,
                ReadWriteLockTest::readNoMore,
                ReadWriteLockTest::tryRead,
                door -> door.readLock().lockInterruptibly(),
                door -> door.readLock().tryLock(1, TimeUnit.SECONDS),
                door -> door.writeLock().isHeldByCurrentThread(),
                door -> door.writeLock().recover(),
                ReadWriteLockTest::writeNoMore);
        for (Deed.Act<ReadWriteLock> use : uses) {
            assertThatThrownBy(() -> use.on(lock)).isInstanceOf(ClosedHandleException.class);
        }
        List<Deed.Act<ReadWriteLock>> othersUses = List.of(
                ReadWriteLockTest::write,
                ReadWriteLockTest::tryWrite,
                door -> door.writeLock().lockInterruptibly(),
                door -> door.writeLock().tryLock(1, TimeUnit.SECONDS));
        for (Deed.Act<ReadWriteLock> use : othersUses) {
            writer.tell(lock, use).failure(ClosedHandleException.class);
        }
        assertThat(lock.toString()).contains("[closed]");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "OTHER_JVM"})
    void neverPausingReaders_leaveTheWriterItsTurn_andTheOtherWayRound(Place place) throws Exception {
        try (Event stop = Event.create()) {
            List<Doing<Boolean>> crowd = new ArrayList<>();
            for (Hand hand : crew.oneInEachPlace()) {
                crowd.add(hand.tell(List.of(lock, stop), two -> lockUntil(two.get(0), two.get(1))));
            }
            long longest =
                    crew.hand(place).ask(lock, ReadWriteLockTest::longestTurn).get();
            stop.set();
            for (Doing<Boolean> one : crowd) {
                one.get();
            }
            System.out.println("the longest wait for a read-write lock among a crowd (" + place + "): "
                    + TimeUnit.NANOSECONDS.toMillis(longest) + " ms");
            assertThat(Duration.ofNanos(longest)).isLessThan(SOON);
        }
    }

    private static void lockUntil(Object lock, Object stop) {
        for (int i = 0; !((Event) stop).isSet(); i++) {
            ReadWriteLock both = (ReadWriteLock) lock;
            try (Lock.Held _ =
                    i % 8 == 0 ? both.writeLock().hold() : both.readLock().hold()) {
                Thread.onSpinWait();
            }
        }
    }

    private static long longestTurn(ReadWriteLock lock) throws InterruptedException {
        long longest = 0;
        for (int i = 0; i < 10; i++) {
            TimeUnit.MILLISECONDS.sleep(5);
            long start = System.nanoTime();
            try (Lock.Held _ =
                    i % 2 == 0 ? lock.writeLock().hold() : lock.readLock().hold()) {
                longest = Math.max(longest, System.nanoTime() - start);
            }
        }
        return longest;
    }

    @Test
    void copy_isEqualAndSharesTheDepth() {
        ReadWriteLock same = (ReadWriteLock) Letter.decode(Letter.encode(lock));
        assertThat(same).isEqualTo(lock).hasSameHashCodeAs(lock);
        String name = "ReadWriteLock@" + Long.toHexString(lock.handle().offset());
        assertThat(same).hasToString(name + "[unlocked]");
        write(lock);
        write(same);
        assertThat(same).hasToString(name + "[held by this thread, 2 times]");
        writeNoMore(lock);
        writeNoMore(same);
        read(lock);
        readNoMore(same);
        assertThat(tryWrite(lock)).isTrue();
        writeNoMore(lock);
        try (ReadWriteLock other = ReadWriteLock.create()) {
            assertThat(other).isNotEqualTo(lock);
        }
    }
}
