package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.error.OwnerDiedException;
import dev.offspring.memory.Block;
import dev.offspring.memory.DeadProcess;
import dev.offspring.memory.Globals;
import dev.offspring.memory.Heap;
import dev.offspring.memory.Session;
import dev.offspring.memory.Vigils;
import dev.offspring.shared.SharedText;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.HandleSerializer;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a process may be at when it dies, and what must hold for the others then. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // each step stands for itself
enum Operation implements Scenario {
    LOCK {
        @Override
        public void run(List<Object> things) {
            lock(things).lock();
        }
    },
    UNLOCK {
        @Override
        public void prepare(List<Object> things) {
            lock(things).lock();
        }

        @Override
        public void run(List<Object> things) {
            lock(things).unlock();
        }
    },
    LOCK_IN_VAIN {
        @Override
        public void before(List<Object> things, Parties parties) {
            lock(things).lock();
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            assertThat(lock(things).tryLock(Duration.ofMillis(5))).isFalse();
        }

        @Override
        public void after(List<Object> things, Parties parties) throws Exception {
            lock(things).unlock();
            super.after(things, parties);
        }
    },
    LOCK_AFTER_WAIT {
        @Override
        public void before(List<Object> things, Parties parties) {
            lock(things).lock();
        }

        @Override
        public void run(List<Object> things) {
            lock(things).lock();
            lock(things).unlock();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            lock(things).unlock();
        }
    },
    LOCK_OVERTAKEN {
        @Override
        public void before(List<Object> things, Parties parties) {
            lock(things).lock();
        }

        @Override
        public void run(List<Object> things) {
            lock(things).lock();
            lock(things).unlock();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            for (int i = 0; i < 5; i++) {
                lock(things).unlock();
                try {
                    lock(things).lock(); // most often before the other has woken up
                } catch (OwnerDiedException e) {
                    return; // it looked just then, as one that waits portably may, and was halted with the lock
                }
                if (parties.isChildDeadWithin(2)) {
                    break;
                }
            }
            lock(things).unlock();
        }
    },
    LOCK_AFTER_A_LONG_WAIT {
        @Override
        public void before(List<Object> things, Parties parties) {
            lock(things).lock();
        }

        @Override
        public void run(List<Object> things) {
            lock(things).lock();
            lock(things).unlock();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            parties.awaitChildDoesOrDies(Vigils::isKept, "watches for deaths");
            lock(things).unlock();
        }
    },
    DISTRUST {
        @Override
        public void run(List<Object> things) {
            Vigils.trust(); // whoever waits portably is distrusted from the beginning
            Vigils.distrust();
        }

        @Override
        public void after(List<Object> things, Parties parties) throws Exception {
            Vigils.trust();
            super.after(things, parties);
        }
    },
    UNLOCK_CONTENDED {
        @Override
        public void prepare(List<Object> things) {
            lock(things).lock();
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> use(lock(things)));
        }

        @Override
        public void run(List<Object> things) {
            lock(things).unlock();
        }
    },
    RECOVER {
        @Override
        public void prepare(List<Object> things) {
            Words.setLong(lock(things).mutex().block().guard(), LockLayout.OWNER, ofTheDead(0));
        }

        @Override
        public void run(List<Object> things) {
            assertThat(lock(things).recover()).isTrue();
            lock(things).unlock();
        }
    },
    LOCK_OF_A_DEAD_READER {
        @Override
        public void prepare(List<Object> things) {
            Words.setLong(lock(things).mutex().block().guard(), LockLayout.OWNER, ofTheDead(LockLayout.QUIET));
        }

        @Override
        public void run(List<Object> things) {
            lock(things).lock();
            lock(things).unlock();
        }
    },
    BREAK {
        @Override
        public void before(List<Object> things, Parties parties) {
            lock(things).lock();
        }

        @Override
        public void run(List<Object> things) {
            lock(things).breakLock();
            lock(things).unlock();
        }

        @Override
        public void after(List<Object> things, Parties parties) throws Exception {
            try {
                lock(things).unlock();
            } catch (IllegalMonitorStateException broken) {
                assertThat(broken).hasMessageContaining("does not hold");
            }
            super.after(things, parties);
        }
    },
    AWAIT_IN_VAIN {
        @Override
        public List<Object> make() {
            return withCondition();
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            lock(things).lock();
            assertThat(condition(things).await(Duration.ofMillis(5))).isFalse();
            lock(things).unlock();
        }
    },
    AWAIT {
        @Override
        public List<Object> make() {
            return withCondition();
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            lock(things).lock();
            assertThat(condition(things).await(Duration.ofSeconds(20))).isTrue();
            lock(things).unlock();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws Exception {
            parties.awaitChildWaitsOrDies();
            take(lock(things));
            condition(things).signal();
            lock(things).unlock();
        }
    },
    AWAIT_OF_A_DEAD_OWNER {
        @Override
        public List<Object> make() {
            return withCondition();
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            lock(things).lock();
            try {
                condition(things).await(Duration.ofSeconds(20));
                throw new AssertionError("it was not told");
            } catch (OwnerDiedException died) {
                lock(things).unlock();
            }
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            Words.compareAndSet(lock(things).mutex().block().guard(), LockLayout.OWNER, 0L, ofTheDead(0));
        }
    },
    SIGNAL {
        @Override
        public List<Object> make() {
            return withCondition();
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> awaitCondition(things));
            parties.startAndAwaitAsleep(() -> awaitCondition(things));
        }

        @Override
        public void run(List<Object> things) {
            lock(things).lock();
            condition(things).signal();
            condition(things).signal();
            lock(things).unlock();
        }
    },
    SIGNAL_ALL {
        @Override
        public List<Object> make() {
            return withCondition();
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> awaitCondition(things));
            parties.startAndAwaitAsleep(() -> awaitCondition(things));
        }

        @Override
        public void run(List<Object> things) {
            lock(things).lock();
            condition(things).signalAll();
            lock(things).unlock();
        }
    },
    READ {
        @Override
        public List<Object> make() {
            return List.of(ReadWriteLock.create());
        }

        @Override
        public void run(List<Object> things) {
            readWrite(things).readLock().lock();
            readWrite(things).readLock().unlock();
        }
    },
    READ_BEHIND_A_WRITER {
        @Override
        public List<Object> make() {
            return List.of(ReadWriteLock.create());
        }

        @Override
        public void before(List<Object> things, Parties parties) {
            readWrite(things).writeLock().lock();
        }

        @Override
        public void run(List<Object> things) {
            readWrite(things).readLock().lock();
            readWrite(things).readLock().unlock();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            readWrite(things).writeLock().unlock();
        }
    },
    READ_AND_LET_A_WRITER_IN {
        @Override
        public List<Object> make() {
            return List.of(ReadWriteLock.create());
        }

        @Override
        public void prepare(List<Object> things) {
            readWrite(things).readLock().lock();
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> {
                readWrite(things).writeLock().lock();
                readWrite(things).writeLock().unlock();
            });
        }

        @Override
        public void run(List<Object> things) {
            readWrite(things).readLock().unlock();
        }
    },
    TRY_READ_AND_TRY_WRITE {
        @Override
        public List<Object> make() {
            return List.of(ReadWriteLock.create());
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            assertThat(readWrite(things).readLock().tryLock()).isTrue();
            readWrite(things).readLock().unlock();
            assertThat(readWrite(things).writeLock().tryLock()).isTrue();
            readWrite(things).writeLock().unlock();
            assertThat(readWrite(things).writeLock().tryLock(1, TimeUnit.SECONDS))
                    .isTrue();
            readWrite(things).writeLock().unlock();
        }
    },
    WRITE_BEHIND_A_READER {
        @Override
        public List<Object> make() {
            return List.of(ReadWriteLock.create());
        }

        @Override
        public void before(List<Object> things, Parties parties) {
            readWrite(things).readLock().lock();
        }

        @Override
        public void run(List<Object> things) {
            readWrite(things).writeLock().lock();
            readWrite(things).writeLock().unlock();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            readWrite(things).readLock().unlock();
        }
    },
    WRITE_BEHIND_A_DEAD_READER {
        @Override
        public List<Object> make() {
            return List.of(ReadWriteLock.create());
        }

        @Override
        public void prepare(List<Object> things) {
            DeadProcess.pretendToLive();
            Words.setLong(readWrite(things).block().segment(), 64 + DEAD_SLOT * 8L, (long) DEAD_EPOCH << 32 | 1);
        }

        @Override
        public void run(List<Object> things) {
            readWrite(things).writeLock().lock();
            readWrite(things).writeLock().unlock();
        }
    },
    ACQUIRE_AND_RELEASE {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.create(2));
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            semaphore(things).acquire();
            semaphore(things).release();
        }
    },
    ACQUIRE_AFTER_WAIT {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.create(0));
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            semaphore(things).acquire();
            semaphore(things).release();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            semaphore(things).release();
        }
    },
    ACQUIRE_IN_ITS_TURN {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.create(0));
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            semaphore(things).acquire(2);
            semaphore(things).release(2);
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            parties.awaitChildDoesOrDies(child -> isSomebodysTurn(semaphore(things)), "takes its turn");
            semaphore(things).release(2);
        }
    },
    ACQUIRE_WHEN_A_TURN_IS_STALE {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.create(1));
        }

        @Override
        public void prepare(List<Object> things) {
            Words.setLong(
                    semaphore(things).block().segment(),
                    SemaphoreLayout.TURN,
                    1L << 40 | LockLayout.process(DEAD_SLOT, DEAD_EPOCH));
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            semaphore(things).acquire();
            semaphore(things).release();
        }
    },
    RELEASE_TO_A_WAITER {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.create(0));
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> {
                semaphore(things).acquire();
                semaphore(things).release();
            });
        }

        @Override
        public void run(List<Object> things) {
            semaphore(things).release();
        }
    },
    ACQUIRE_OWNED {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.owned(2));
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            semaphore(things).acquire(2);
            semaphore(things).release(2);
        }
    },
    ACQUIRE_OWNED_OF_THE_DEAD {
        @Override
        public List<Object> make() {
            return List.of(Semaphore.owned(2));
        }

        @Override
        public void prepare(List<Object> things) {
            Words.setLong(
                    semaphore(things).block().segment(),
                    SemaphoreLayout.SHARES + DEAD_SLOT * 8L,
                    (long) DEAD_EPOCH << 32 | 2);
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            semaphore(things).acquire(2);
            semaphore(things).release(2);
        }
    },
    SET {
        @Override
        public List<Object> make() {
            return List.of(Event.create());
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> event(things).await());
        }

        @Override
        public void run(List<Object> things) {
            event(things).set();
            event(things).clear();
        }
    },
    AWAIT_EVENT {
        @Override
        public List<Object> make() {
            return List.of(Event.create());
        }

        @Override
        public void run(List<Object> things) throws InterruptedException {
            event(things).await();
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            event(things).set();
        }
    },
    COUNT_DOWN {
        @Override
        public List<Object> make() {
            return List.of(CountDownLatch.create(2));
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> latch(things).await());
        }

        @Override
        public void run(List<Object> things) {
            latch(things).countDown();
            latch(things).countDown();
        }
    },
    ARRIVE_FIRST {
        @Override
        public List<Object> make() {
            return List.of(Barrier.create(2));
        }

        @Override
        public void run(List<Object> things) throws Exception {
            barrier(things).await(Duration.ofSeconds(20));
        }

        @Override
        public void during(List<Object> things, Parties parties) throws InterruptedException {
            parties.awaitChildWaitsOrDies();
            parties.start(() -> awaitBarrier(barrier(things)));
        }
    },
    ARRIVE_LAST {
        @Override
        public List<Object> make() {
            return List.of(Barrier.create(2));
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> awaitBarrier(barrier(things)));
        }

        @Override
        public void run(List<Object> things) throws Exception {
            barrier(things).await();
        }
    },
    ARRIVE_ALONE {
        @Override
        public List<Object> make() {
            return List.of(Barrier.create(2));
        }

        @Override
        public void run(List<Object> things) throws Exception {
            try {
                barrier(things).await(Duration.ofMillis(5));
            } catch (TimeoutException alone) {
                barrier(things).reset();
            }
        }
    },
    ARRIVE_AFTER_A_DEAD_ONE {
        @Override
        public List<Object> make() {
            return List.of(Barrier.create(3));
        }

        @Override
        public void prepare(List<Object> things) {
            Words.setLong(
                    barrier(things).block().segment(),
                    BarrierLayout.arrival(0),
                    BarrierLayout.arrival(BarrierLayout.firstState(), LockLayout.process(DEAD_SLOT, DEAD_EPOCH)));
        }

        @Override
        public void run(List<Object> things) throws Exception {
            awaitBarrier(barrier(things));
        }
    },
    RESET_AND_ABORT {
        @Override
        public List<Object> make() {
            return List.of(Barrier.create(2));
        }

        @Override
        public void before(List<Object> things, Parties parties) throws InterruptedException {
            parties.startAndAwaitAsleep(() -> awaitBarrier(barrier(things)));
        }

        @Override
        public void run(List<Object> things) {
            barrier(things).reset();
            barrier(things).abort();
        }
    },
    MAKE {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void run(List<Object> things) {
            Semaphore.create(2);
            Barrier.create(3);
            CountDownLatch.create(4);
        }
    },
    ALLOCATE_NEW_MEMORY {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void prepare(List<Object> things) {
            Heap.useUpFree(KIND, 300_000);
        }

        @Override
        public void run(List<Object> things) {
            // More than one, because a process that died meanwhile may have left one.
            for (int i = 0; i < 4; i++) {
                Session.current().allocate(KIND, 300_000);
            }
        }
    },
    ALLOCATE_AND_CLOSE {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void prepare(List<Object> things) {
            Session.current().allocate(KIND, 3_000).close();
        }

        @Override
        public void run(List<Object> things) {
            Session.current().allocate(KIND, 3_000).close();
        }
    },
    CLOSE_LARGE {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void run(List<Object> things) {
            Session.current().allocate(KIND, 3 << 20).close();
        }
    },
    CLOSE_DOUBTED {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void run(List<Object> things) {
            Block block = Session.current().allocate(KIND, 3_000);
            DeadProcess.doubt(block);
            block.close();
        }
    },
    SET_A_TEXT {
        @Override
        public void run(List<Object> things) {
            SharedText text = SharedText.create(100);
            text.set("first");
            try {
                text.set("second");
            } finally {
                assertThat(text.get()).isIn("first", "second");
                text.close();
            }
        }
    },
    SEND_AND_RECEIVE {
        @Override
        public void run(List<Object> things) {
            Session.current().sent(lock(things).handle());
            Session.current().arrived(lock(things).handle());
            byte[] message;
            try (Encoder out = new Encoder()) {
                HandleSerializer.write(out, lock(things).handle());
                message = out.toMessage();
            }
            try (Decoder in = Decoder.ofMessage(message)) {
                HandleSerializer.read(in).detach();
            }
        }
    },
    LET_GO_LAST {
        @Override
        public List<Object> make() {
            return List.of(Session.current().allocate(KIND, 8));
        }

        @Override
        public void before(List<Object> things, Parties parties) {
            ((Block) things.getFirst()).close();
        }

        @Override
        public void run(List<Object> things) {
            ((Block) things.getFirst()).detach();
        }
    },
    REAP {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void prepare(List<Object> things) {
            DeadProcess.leave();
        }

        @Override
        public void run(List<Object> things) {
            Session.current().reap();
        }
    },
    RECLAIM_WHEN_MEMORY_IS_SHORT {
        @Override
        public List<Object> make() {
            return List.of(Session.current().allocate(KIND, 8));
        }

        @Override
        public void prepare(List<Object> things) {
            Session.current().allocate(KIND, 8).detach();
            DeadProcess.doubt((Block) things.getFirst());
        }

        @Override
        public void run(List<Object> things) {
            DeadProcess.reapUnderPressure();
        }
    },
    ATTACH {
        @Override
        public List<Object> make() {
            Block block = Session.current().allocate(KIND, 8);
            DeadProcess.doubt(block);
            return List.of(block);
        }

        @Override
        public void run(List<Object> things) {
            ((Block) things.getFirst()).check();
        }
    },
    MAKE_A_GLOBAL {
        @Override
        public List<Object> make() {
            return List.of();
        }

        @Override
        public void run(List<Object> things) {
            Globals.find(
                            "global of " + ProcessHandle.current().pid(),
                            1,
                            () -> MemorySegment.ofArray(new long[4]),
                            () -> {})
                    .close();
        }
    };

    private static final int KIND = 1000;

    static final int DEAD_SLOT = DeadProcess.SLOT;

    static final int DEAD_EPOCH = DeadProcess.EPOCH;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public List<Object> make() {
        return List.of(Lock.create());
    }

    @Override
    public boolean isOfMeeting() {
        return this == ATTACH;
    }

    @Override
    public void after(List<Object> things, Parties parties) throws Exception {
        for (Object thing : things) {
            switch (thing) {
                case Lock lock -> use(lock);
                case Condition condition -> release(condition);
                case ReadWriteLock lock -> use(lock);
                case Semaphore semaphore -> use(semaphore);
                case Event event -> event.set();
                case CountDownLatch latch -> release(latch);
                case Barrier barrier -> use(barrier, parties);
                case Block block -> assertThat(block.isOpen()).isEqualTo(this != LET_GO_LAST);
                default -> throw new IllegalArgumentException("thing=" + thing);
            }
        }
        parties.join();
        if (isOfMemory()) {
            Heap.assertWhole();
        }
    }

    @Override
    public boolean isOfMemory() {
        return compareTo(MAKE) >= 0;
    }

    private static void use(Lock lock) throws InterruptedException {
        take(lock);
        lock.unlock();
    }

    /** Takes the lock, also if its owner died: within a bound, and once only. */
    private static void take(Lock lock) throws InterruptedException {
        try {
            assertThat(lock.tryLock(PATIENCE)).as("taken: %s", lock).isTrue();
        } catch (OwnerDiedException died) {
            if (!lock.recover()) {
                assertThat(lock.tryLock(PATIENCE)).as("taken: %s", lock).isTrue();
            }
        }
        assertThat(lock.getHoldCount()).isEqualTo(1);
    }

    private static void use(ReadWriteLock lock) throws InterruptedException {
        long most = PATIENCE.toMillis();
        try {
            assertThat(lock.writeLock().tryLock(most, TimeUnit.MILLISECONDS)).isTrue();
        } catch (OwnerDiedException died) {
            assertThat(lock.writeLock().recover()).isTrue();
        }
        lock.writeLock().unlock();
        assertThat(lock.readLock().tryLock(most, TimeUnit.MILLISECONDS)).isTrue();
        lock.readLock().unlock();
    }

    private static void use(Semaphore semaphore) throws InterruptedException {
        boolean owned = semaphore.block().handle().kind() == Kinds.OWNED_SEMAPHORE;
        if (owned) {
            assertThat(semaphore.tryAcquire(2, PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .as("all permits are back: %s", semaphore)
                    .isTrue();
            semaphore.release(2);
            return;
        }
        assertThat(semaphore.availablePermits()).isBetween(0, 2);
        semaphore.release(2);
        assertThat(semaphore.tryAcquire(2, PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        semaphore.release(2);
    }

    private static void use(Barrier barrier, Parties parties) throws Exception {
        parties.join(); // those of the old round know by themselves, or wait for a party
        if (barrier.getNumberWaiting() > 0 || barrier.isBroken()) {
            barrier.reset();
        }
        for (int i = 0; i < barrier.getParties(); i++) {
            parties.start(barrier::await);
        }
    }

    private static void release(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            latch.countDown();
        }
    }

    private static void release(Condition condition) throws InterruptedException {
        take(condition.lock());
        condition.signalAll();
        condition.lock().unlock();
    }

    private static void awaitCondition(List<Object> things) throws InterruptedException {
        lock(things).lock();
        try {
            condition(things).await();
        } catch (OwnerDiedException died) {
            assertThat(lock(things).isHeldByCurrentThread()).isTrue();
        } finally {
            lock(things).unlock();
        }
    }

    private static void awaitBarrier(Barrier barrier) throws Exception {
        try {
            barrier.await(PATIENCE);
        } catch (BrokenBarrierException | TimeoutException theOtherHasDied) {
            assertThat(barrier.getParties()).isPositive();
        }
    }

    static long ofTheDead(long flags) {
        return LockLayout.owner(LockLayout.process(DEAD_SLOT, DEAD_EPOCH), 1) | flags;
    }

    private static List<Object> withCondition() {
        Lock lock = Lock.create();
        return List.of(lock, lock.newCondition());
    }

    private static Lock lock(List<Object> things) {
        return (Lock) things.getFirst();
    }

    private static Condition condition(List<Object> things) {
        return (Condition) things.get(1);
    }

    private static ReadWriteLock readWrite(List<Object> things) {
        return (ReadWriteLock) things.getFirst();
    }

    private static Semaphore semaphore(List<Object> things) {
        return (Semaphore) things.getFirst();
    }

    private static boolean isSomebodysTurn(Semaphore semaphore) {
        return Words.getLong(semaphore.block().segment(), SemaphoreLayout.TURN) != 0;
    }

    private static Event event(List<Object> things) {
        return (Event) things.getFirst();
    }

    private static CountDownLatch latch(List<Object> things) {
        return (CountDownLatch) things.getFirst();
    }

    private static Barrier barrier(List<Object> things) {
        return (Barrier) things.getFirst();
    }
}
