package dev.offspring.tests.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Condition;
import dev.offspring.sync.Event;
import dev.offspring.sync.Lock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Locks and the like travel as arguments, in records and lists, come back as results, and are globals. */
final class DoorsTest {
    private static final int TIMES = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Property: no increment under the lock is lost, whichever process made the lock first. */
    @Test
    void globalLock_keepsPlainIncrementsOfTwoProcessesApart() throws Exception {
        int places = DoorsShared.places().availablePermits();
        try (ChildProcess<Void> one = DoorsTargets.countUnderTheDoor(TIMES).start();
                ChildProcess<Void> other = DoorsTargets.countUnderTheDoor(TIMES).start()) {
            DoorsShared.start().await(PATIENCE);
            one.result(PATIENCE);
            other.result(PATIENCE);
        }
        assertThat(DoorsShared.inside()).isEqualTo(2 * TIMES);
        assertThat(DoorsShared.counts().get(0)).isEqualTo(2 * TIMES);
        assertThat(DoorsShared.places().availablePermits()).isEqualTo(places + 2);
        assertThat(DoorsShared.door()).isSameAs(DoorsShared.door());
        assertThat(DoorsShared.door().isLocked()).isFalse();
    }

    @Test
    @SuppressWarnings("WaitNotInLoop") // one signal, and nothing to look at
    void conditionWithItsLock_inARecord_wakesTheOtherProcess() throws Exception {
        try (Lock lock = Lock.create();
                Condition changed = lock.newCondition();
                Event go = Event.create();
                ChildProcess<Void> child = DoorsTargets.answer(new Doors.Set(lock, changed, List.of(go)))
                        .start()) {
            lock.lock();
            try {
                go.set();
                assertThat(changed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                lock.unlock();
            }
            child.result(PATIENCE);
            assertThat(DoorsShared.opened().await(PATIENCE)).isTrue();
        }
    }

    @Test
    void lockMadeByAChild_outlivesIt() throws Exception {
        try (ChildProcess<Lock> child = DoorsTargets.make().start()) {
            Lock lock = child.result(PATIENCE);
            child.join();
            try (var _ = lock.hold()) {
                assertThat(lock.isHeldByCurrentThread()).isTrue();
            }
            lock.close();
        }
    }
}
