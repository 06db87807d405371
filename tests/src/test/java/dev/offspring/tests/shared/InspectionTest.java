package dev.offspring.tests.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ChildDiedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Ps;
import dev.offspring.sync.Barrier;
import dev.offspring.sync.Inspection;
import dev.offspring.sync.Lock;
import dev.offspring.tests.TestJvm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever looks at a session, from inside or outside, sees who holds what and who waits for whom. */
final class InspectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void twoProcessesThatWaitForEachOther_areSeenAsACircle_alsoByPs() throws Exception {
        try (Lock one = Lock.create();
                Lock other = Lock.create();
                Barrier between = Barrier.create(2);
                ChildProcess<Void> first =
                        DeadlockTargets.takeBoth(one, other, between).start();
                ChildProcess<Void> second =
                        DeadlockTargets.takeBoth(other, one, between).start()) {
            Inspection seen = awaitDeadlock();
            List<Long> pids = seen.deadlocks().getFirst().stream()
                    .map(waiter -> waiter.agent().pid())
                    .toList();
            assertThat(pids).containsExactlyInAnyOrder(first.pid(), second.pid());
            assertThat(one.toString()).contains("held by pid " + first.pid());
            try (TestJvm ps = TestJvm.start(Ps.class, "--", Long.toString(first.pid()))) {
                assertThat(ps.awaitExit()).isZero();
                assertThat(ps.output())
                        .contains("DEADLOCK: ", "held by pid " + first.pid(), "DeadlockTakeBothMain")
                        .contains("pid " + second.pid() + " ");
            }
            first.kill();
            second.kill();
            first.join(PATIENCE);
            assertThatThrownBy(() -> first.result(PATIENCE))
                    .isInstanceOf(ChildDiedException.class)
                    .hasMessageContaining("what it did last with what processes share:")
                    .hasMessageContaining("WAITS Lock@");
            assertThat(one.recover() || one.tryLock(PATIENCE)).isTrue();
            one.unlock();
        }
    }

    private static Inspection awaitDeadlock() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Inspection seen = Inspection.now();
        while (seen.deadlocks().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no deadlock is seen: " + seen.text());
            }
            TimeUnit.MILLISECONDS.sleep(5);
            seen = Inspection.now();
        }
        return seen;
    }
}
