package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.OtherJvm;
import dev.offspring.error.OwnerDiedException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Property: whenever processes are killed, no two own a lock, no update is lost, no permit is given twice, and those who live
 * go on. {@code -Pstress} kills a thousand; {@code -Doffspring.test.seed=} and {@code -Doffspring.test.kills=} repeat a run.
 */
final class StressTest {
    private static final int WORKERS = 4;
    private static final int KILLS =
            Integer.getInteger("offspring.test.kills", Boolean.getBoolean("offspring.stress") ? 1_000 : 16);
    private static final int KIND = 1000;
    private static final long MOST_MILLIS_WITHOUT_PROGRESS = 20_000;

    @Test
    void processes_killedAtRandom_neverHarmThoseWhoLive() throws Exception {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        Random random = new Random(seed);
        try (Block table = Session.current().allocate(KIND, StressWorker.WORKERS + 8 * WORKERS);
                Lock lock = Lock.create();
                Condition changed = lock.newCondition();
                Semaphore places = Semaphore.owned(StressWorker.PLACES);
                ReadWriteLock readWrite = ReadWriteLock.create();
                Barrier barrier = Barrier.create(2)) {
            List<Object> things = List.of(table, lock, changed, places, readWrite, barrier);
            List<OtherJvm> workers = new ArrayList<>();
            try {
                for (int i = 0; i < WORKERS; i++) {
                    workers.add(start(things, random.nextLong(), i));
                }
                for (int i = 0; i < KILLS; i++) {
                    int victim = random.nextInt(WORKERS);
                    workers.get(victim).awaitLine("running");
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
                    kill(workers.get(victim), "seed=" + seed + " kill=" + i);
                    awaitProgress(table.segment(), workers, "seed=" + seed + " kill=" + i);
                    workers.set(victim, start(things, random.nextLong(), victim));
                }
            } finally {
                for (OtherJvm worker : workers) {
                    kill(worker, "seed=" + seed);
                }
            }
            assertUsable(lock, places, readWrite, table.segment());
        }
    }

    private static OtherJvm start(List<Object> things, long seed, int number) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                Session.current().address().text(),
                Long.toString(seed),
                Integer.toString(number),
                Integer.toString(WORKERS)));
        things.forEach(thing -> arguments.add(Things.text(thing)));
        return OtherJvm.start(StressWorker.class, arguments.toArray(String[]::new));
    }

    private static void kill(OtherJvm worker, String as) throws Exception {
        worker.kill();
        assertThat(worker.said().replace("running", "").strip())
                .as("%s: what pid %d found", as, worker.pid())
                .isEmpty();
        worker.close();
    }

    /** Somebody counts, although one has just died, perhaps inside. */
    private static void awaitProgress(MemorySegment table, List<OtherJvm> workers, String as) throws Exception {
        long before = Words.getLong(table, StressWorker.TOTAL);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS_WITHOUT_PROGRESS);
        while (Words.getLong(table, StressWorker.TOTAL) == before) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        as + ": nobody goes on: " + Inspection.now().text()
                                + workers.stream().map(OtherJvm::pid).toList());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void assertUsable(Lock lock, Semaphore places, ReadWriteLock readWrite, MemorySegment table)
            throws InterruptedException {
        try {
            assertThat(lock.tryLock(Duration.ofSeconds(5))).isTrue();
        } catch (OwnerDiedException died) {
            assertThat(lock.recover()).isTrue();
        }
        lock.unlock();
        assertThat(places.tryAcquire(StressWorker.PLACES, 5, TimeUnit.SECONDS)).isTrue();
        try {
            assertThat(readWrite.writeLock().tryLock(5, TimeUnit.SECONDS)).isTrue();
        } catch (OwnerDiedException died) {
            assertThat(readWrite.writeLock().recover()).isTrue();
        }
        readWrite.writeLock().unlock();
        assertThat(Words.getLong(table, StressWorker.TOTAL)).isPositive();
    }
}
