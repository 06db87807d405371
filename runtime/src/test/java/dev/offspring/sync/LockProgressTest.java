package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Nobody who wants a {@link Lock} waits for ever. */
@Tag("contract")
@SuppressWarnings({"LockNotBeforeTry", "ThreadPriorityCheck"}) // the pairs of calls are what is tested
final class LockProgressTest {
    private final Crew crew = new Crew();
    private final Lock lock = Lock.create();

    @AfterEach
    void close() {
        lock.close();
        crew.close();
    }

    /** Property: four threads of two JVMs that lock without a pause leave a turn to one that locks now and then. */
    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL"})
    void lock_amongThreadsThatNeverPause_getsItsTurn(Place place) throws Exception {
        int turns = 10;
        try (SharedLong stop = SharedLong.create(0)) {
            List<Doing<Boolean>> crowd = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                crowd.add(crew.hand(Place.PLATFORM).tell(List.of(lock, stop), LockProgressTest::hammer));
                crowd.add(crew.hand(Place.OTHER_JVM).tell(List.of(lock, stop), LockProgressTest::hammer));
            }
            long longest =
                    crew.hand(place).ask(lock, door -> longestTurn(door, turns)).get();
            stop.set(1);
            for (Doing<Boolean> one : crowd) {
                one.get();
            }
            System.out.println("the longest of " + turns + " waits among a crowd (" + place + "): "
                    + TimeUnit.NANOSECONDS.toMillis(longest) + " ms");
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static void hammer(List<?> shared) {
        Lock lock = (Lock) shared.get(0);
        SharedLong stop = (SharedLong) shared.get(1);
        while (stop.get() == 0) {
            lock.lock();
            lock.unlock();
        }
    }

    private static long longestTurn(Lock lock, int turns) throws InterruptedException {
        long longest = 0;
        for (int turn = 0; turn < turns; turn++) {
            TimeUnit.MILLISECONDS.sleep(10);
            long start = System.nanoTime();
            lock.lock();
            longest = Math.max(longest, System.nanoTime() - start);
            lock.unlock();
        }
        return longest;
    }

    /** Property: a thread that waits gives its carrier, one of two in each JVM, to the one that it waits for. */
    @Test
    void lock_holdersAndWaitersAllVirtual_makeProgress() throws Exception {
        int threads = 50;
        int times = 10;
        try (SharedLong counter = SharedLong.create(0)) {
            List<Doing<Boolean>> both = new ArrayList<>();
            for (int jvm = 0; jvm < 2; jvm++) {
                both.add(crew.jvm(jvm)
                        .hand(true)
                        .tell(List.of(lock, counter), shared -> holdInManyVirtualThreads(shared, threads, times)));
            }
            for (Doing<Boolean> one : both) {
                one.get();
            }
            assertThat(counter.get()).isEqualTo(2L * threads * times);
        }
    }

    private static void holdInManyVirtualThreads(List<?> shared, int threads, int times) throws InterruptedException {
        Lock lock = (Lock) shared.get(0);
        SharedLong counter = (SharedLong) shared.get(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(Thread.startVirtualThread(() -> {
                for (int time = 0; time < times; time++) {
                    lock.lock();
                    counter.set(counter.get() + 1);
                    Thread.yield(); // the holder gives up its carrier, and needs one again to unlock
                    lock.unlock();
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }
    }
}
