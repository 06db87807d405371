package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.OwnerDiedException;
import dev.offspring.memory.Vigils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Threads that have waited so long that they do not look any more by themselves are told at once all the same, of whatever
 * they wait for. Their slices are 5 s and more: whatever takes a second only was told.
 */
@Tag("contract")
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // each call is what is tested
final class LongWaitTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Crew crew = new Crew();

    @AfterEach
    void close() {
        crew.close();
    }

    /** Two threads in each of three JVMs. */
    private List<Hand> hands() {
        List<Hand> hands = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            hands.add(crew.hand(Place.PLATFORM));
            hands.add(crew.jvm(0).hand(false));
            hands.add(crew.jvm(1).hand(false));
        }
        return hands;
    }

    private void awaitVigils() throws InterruptedException {
        Vigils.awaitKept(ProcessHandle.current().pid());
        Vigils.awaitKept(crew.jvm(0).pid());
        Vigils.awaitKept(crew.jvm(1).pid());
    }

    private static void assertSoon(String what, long since) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        System.out.println(what + " after " + took.toMillis() + " ms");
        assertThat(took).as(what).isLessThan(SOON);
    }

    @Test
    void lockOwnerKilled_allAreTold() throws Exception {
        killTheOwner();
    }

    private void killTheOwner() throws Exception {
        SyncJvm doomed = crew.jvm(2);
        try (Lock lock = Lock.create()) {
            doomed.hand(false).tell(lock, Lock::lock).get();
            List<Doing<Boolean>> waiting = hands().stream()
                    .map(hand -> hand.tell(lock, Lock::lock).asleep())
                    .toList();
            awaitVigils();
            doomed.kill();
            long since = System.nanoTime();
            for (Doing<Boolean> one : waiting) {
                assertThat(one.failure(OwnerDiedException.class).pid()).isEqualTo(doomed.pid());
            }
            assertSoon("the last of " + waiting.size() + " was told", since);
            assertThat(lock.recover()).isTrue();
            lock.unlock();
        }
    }

    /** Those who wait know also of a process that has come since they fell asleep; and no stopped one stands in between. */
    @Test
    void latecomerKilled_whileABystanderIsStopped_breaksTheBarrier() throws Exception {
        SyncJvm bystander = crew.jvm(0);
        try (Barrier barrier = Barrier.create(6);
                Event never = Event.create()) {
            Doing<Boolean> first =
                    crew.hand(Place.PLATFORM).tell(barrier, Barrier::await).asleep();
            Doing<Boolean> second =
                    crew.jvm(1).hand(false).tell(barrier, Barrier::await).asleep();
            Doing<Boolean> idle =
                    bystander.hand(false).tell(never, Event::await).asleep();
            awaitVigils();
            SyncJvm latecomer = crew.freshJvm();
            latecomer.hand(false).tell(barrier, Barrier::await).asleep();
            bystander.stop();
            latecomer.kill();
            long since = System.nanoTime();
            first.failure(BrokenBarrierException.class);
            second.failure(BrokenBarrierException.class);
            assertSoon("both were told", since);
            bystander.goOn();
            never.set();
            assertThat(idle.get()).isTrue();
        }
    }

    @Test
    void readerKilled_writerGoesOn() throws Exception {
        SyncJvm doomed = crew.jvm(2);
        try (ReadWriteLock lock = ReadWriteLock.create()) {
            doomed.hand(false).tell(lock, shared -> shared.readLock().lock()).get();
            Doing<Boolean> writing = crew.hand(Place.PLATFORM)
                    .tell(lock, shared -> shared.writeLock().lock())
                    .asleep();
            Vigils.awaitKept(ProcessHandle.current().pid());
            doomed.kill();
            long since = System.nanoTime();
            writing.get();
            assertSoon("the writer got the lock", since);
        }
    }

    @Test
    void holderOfPermitsKilled_theyComeBack() throws Exception {
        SyncJvm doomed = crew.jvm(2);
        try (Semaphore places = Semaphore.owned(2)) {
            doomed.hand(false).tell(places, shared -> shared.acquire(2)).get();
            List<Doing<Boolean>> waiting = List.of(
                    crew.hand(Place.PLATFORM).tell(places, Semaphore::acquire).asleep(),
                    crew.jvm(0).hand(false).tell(places, Semaphore::acquire).asleep());
            Vigils.awaitKept(ProcessHandle.current().pid());
            Vigils.awaitKept(crew.jvm(0).pid());
            doomed.kill();
            long since = System.nanoTime();
            for (Doing<Boolean> one : waiting) {
                one.get();
            }
            assertSoon("both got a permit", since);
        }
    }

    @Test
    void ownerOfAConditionsLockKilled_oneWaiterTakesTheLockOver() throws Exception {
        SyncJvm doomed = crew.jvm(2);
        try (Lock lock = Lock.create();
                Condition changed = lock.newCondition()) {
            Doing<Boolean> waiting = crew.hand(Place.PLATFORM)
                    .tell(changed, shared -> {
                        shared.lock().lock();
                        try {
                            shared.await();
                        } finally {
                            shared.lock().unlock();
                        }
                    })
                    .asleep();
            assertThat(lock.tryLock(Duration.ofMillis(700))).isTrue(); // and meanwhile the other sleeps for long
            lock.unlock();
            doomed.hand(false).tell(lock, Lock::lock).get();
            doomed.kill();
            long since = System.nanoTime();
            waiting.failure(OwnerDiedException.class);
            assertSoon("the waiter was told", since);
        }
    }

    @Test
    @SuppressWarnings("try") // closing is what is tested
    void event_setOrClosedOrInterrupted_endsTheWaitAtOnce() throws Exception {
        try (Event bell = Event.create();
                Event closed = Event.create()) {
            List<Doing<Boolean>> waiting = hands().stream()
                    .map(hand -> hand.tell(bell, Event::await).asleep())
                    .toList();
            Hand interrupted = crew.jvm(0).hand(false);
            Doing<Boolean> sleeping = interrupted.tell(bell, Event::await).asleep();
            Doing<Boolean> inVain =
                    crew.jvm(1).hand(false).tell(closed, Event::await).asleep();
            awaitVigils();
            long since = System.nanoTime();
            interrupted.interrupt();
            sleeping.failure(InterruptedException.class);
            assertSoon("the interrupted one was told", since);
            since = System.nanoTime();
            closed.close();
            inVain.failure(ClosedHandleException.class);
            assertSoon("the one in vain was told", since);
            since = System.nanoTime();
            bell.set();
            for (Doing<Boolean> one : waiting) {
                one.get();
            }
            assertSoon("the last of " + waiting.size() + " was woken", since);
        }
    }

    /** Where a process cannot wake the others, these look by themselves, as they do where the system tells of no deaths. */
    @Test
    void lockOwnerKilled_whileSomebodyCannotBeReliedOn_allAreToldAfterASlice() throws Exception {
        Vigils.distrust();
        try {
            killTheOwner();
        } finally {
            Vigils.trust();
        }
    }
}
