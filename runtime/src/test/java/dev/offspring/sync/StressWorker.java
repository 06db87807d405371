package dev.offspring.sync;

import dev.offspring.error.OwnerDiedException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that uses shared things at random until it is killed. What it finds wrong it prints, and ends.
 *
 * <pre>
 *  table:  0        8         16            64
 *          +--------+---------+- - - - - - -+----------+----------+- - -
 *          | inside | total   |             | of worker 0 | of worker 1 | …
 *          +--------+---------+- - - - - - -+----------+----------+- - -
 * </pre>
 */
final class StressWorker {
    static final long INSIDE = 0;
    static final long TOTAL = 8;
    static final long PERMITS_OUT = 16;
    static final long WORKERS = 64;
    static final int PLACES = 2;

    private final MemorySegment table;
    private final Lock lock;
    private final Condition changed;
    private final Semaphore places;
    private final ReadWriteLock readWrite;
    private final Barrier barrier;
    private final long own;
    private final int workers;

    private StressWorker(List<Object> things, int number, int workers) {
        this.table = ((Block) things.get(0)).segment();
        this.lock = (Lock) things.get(1);
        this.changed = (Condition) things.get(2);
        this.places = (Semaphore) things.get(3);
        this.readWrite = (ReadWriteLock) things.get(4);
        this.barrier = (Barrier) things.get(5);
        this.own = WORKERS + (long) number * Long.BYTES;
        this.workers = workers;
    }

    public static void main(String[] args) throws Exception {
        Session.adopt(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        int number = Integer.parseInt(args[2]);
        List<Object> things = Things.parse(List.of(args).subList(4, args.length));
        StressWorker worker = new StressWorker(things, number, Integer.parseInt(args[3]));
        System.out.println("running");
        try {
            while (true) {
                worker.doSomething(random);
            }
        } catch (Throwable wrong) {
            wrong.printStackTrace(System.out);
            Runtime.getRuntime().halt(3);
        }
    }

    private void doSomething(Random random) throws Exception {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> count();
            case 3 -> await(random);
            case 4 -> place(random);
            case 5 -> read();
            case 6 -> write();
            default -> meet(random);
        }
    }

    /** Nobody else is inside, and the total is the sum of what each has counted. */
    private void count() {
        enter();
        try {
            countInside();
            if (lock.getHoldCount() != 1) {
                throw new AssertionError("depth " + lock.getHoldCount());
            }
        } finally {
            leave();
        }
    }

    private void enter() {
        while (true) {
            try {
                lock.lock();
                break;
            } catch (OwnerDiedException died) {
                if (lock.recover()) {
                    repair();
                    break;
                }
            }
        }
        come();
    }

    private void come() {
        if (!Words.compareAndSet(table, INSIDE, 0L, own)) {
            throw new AssertionError("two owners: " + own + " and " + Words.getLong(table, INSIDE) + ", " + lock);
        }
    }

    private void leave() {
        Words.setLong(table, INSIDE, 0);
        lock.unlock();
    }

    private void repair() {
        Words.setLong(table, TOTAL, sum());
        Words.setLong(table, INSIDE, 0);
    }

    private void countInside() {
        long total = Words.getLong(table, TOTAL);
        if (total != sum()) {
            throw new AssertionError("an update is lost: total=" + total + " sum=" + sum());
        }
        Words.setLong(table, own, Words.getLong(table, own) + 1);
        Words.setLong(table, TOTAL, total + 1);
    }

    private long sum() {
        long sum = 0;
        for (int worker = 0; worker < workers; worker++) {
            sum += Words.getLong(table, WORKERS + (long) worker * Long.BYTES);
        }
        return sum;
    }

    /** Waits for a signal, for a moment; or gives one. */
    @SuppressWarnings("WaitNotInLoop") // there is nothing to wait for
    private void await(Random random) throws InterruptedException {
        enter();
        boolean inside = true;
        try {
            if (random.nextBoolean()) {
                changed.signal();
            } else {
                Words.setLong(table, INSIDE, 0);
                inside = false;
                changed.await(Duration.ofMillis(1 + random.nextInt(5)));
                come();
                inside = true;
            }
            countInside();
        } catch (OwnerDiedException died) {
            repair();
            inside = true;
        } finally {
            if (inside) {
                leave();
            }
        }
    }

    /** Never more permits out than there are. */
    private void place(Random random) throws InterruptedException {
        int count = 1 + random.nextInt(PLACES);
        if (places.tryAcquire(count, 1, TimeUnit.SECONDS)) {
            if (places.availablePermits() > PLACES - count) {
                throw new AssertionError("more permits than there are: " + places);
            }
            places.release(count);
        }
    }

    private void read() {
        try (var _ = readWrite.readLock().hold()) {
            if (Words.getLong(table, PERMITS_OUT) != 0) {
                throw new AssertionError("a reader meets a writer");
            }
        } catch (OwnerDiedException died) {
            recoverWrite();
        }
    }

    private void write() {
        try (var _ = readWrite.writeLock().hold()) {
            if (!Words.compareAndSet(table, PERMITS_OUT, 0L, own)) {
                throw new AssertionError("two writers");
            }
            Words.setLong(table, PERMITS_OUT, 0);
        } catch (OwnerDiedException died) {
            recoverWrite();
        }
    }

    private void recoverWrite() {
        if (readWrite.writeLock().recover()) {
            Words.setLong(table, PERMITS_OUT, 0);
            readWrite.writeLock().unlock();
        }
    }

    private void meet(Random random) throws InterruptedException {
        try {
            barrier.await(Duration.ofMillis(1 + random.nextInt(20)));
        } catch (BrokenBarrierException | TimeoutException broken) {
            barrier.reset();
        }
    }
}
