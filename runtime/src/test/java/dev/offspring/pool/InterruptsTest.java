package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt reaches the task that it is meant for, whenever it comes, and no other. */
@Timeout(60)
final class InterruptsTest {
    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;
    private static final int TASKS = ALONE ? 20_000 : 200_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final WorkerLink link = WorkerLink.create("interrupts-test");
    private final WorkerLink workersLink = WorkerLink.open(link.path());

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void interrupt_thatComesBetweenTheBeginningAndTheTask_isNotLost() {
        Interrupts interrupts = new Interrupts(workersLink, Thread.currentThread());
        assertThat(workersLink.begin(1)).isTrue();
        link.interruptOf(1);
        interrupts.run();
        interrupts.begun(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interrupt_meantForTheTaskBefore_doesNotReachTheNext() {
        Interrupts interrupts = new Interrupts(workersLink, Thread.currentThread());
        assertThat(workersLink.begin(1)).isTrue();
        interrupts.begun(1);
        link.interruptOf(1);
        interrupts.run();
        assertThat(workersLink.begin(2)).isTrue();
        interrupts.begun(2);
        assertThat(Thread.interrupted()).isFalse();
        interrupts.run(); // that comes late
        assertThat(Thread.interrupted()).isFalse();
    }

    /**
     * Property: of tasks one after the other, every second is interrupted as soon as it is seen to have begun. It notices, and no
     * other does.
     */
    @Test
    void interrupts_asTasksBegin_reachThoseAndNoOthers() throws Exception {
        AtomicReference<@Nullable String> problem = new AtomicReference<>();
        AtomicLong done = new AtomicLong();
        AtomicReference<@Nullable Interrupts> shared = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            Interrupts interrupts = new Interrupts(workersLink, Thread.currentThread());
            shared.set(interrupts);
            for (long task = 1; task <= TASKS && problem.get() == null; task++) {
                boolean begun = workersLink.begin(task);
                interrupts.begun(task);
                boolean meant = task % 2 == 0;
                boolean noticed = meant ? awaitInterrupt() : Thread.interrupted();
                if (!begun || noticed != meant) {
                    problem.set("task " + task + " has " + (noticed ? "" : "not ") + "noticed an interrupt");
                }
                done.set(task);
            }
        });
        worker.setDaemon(true);
        worker.start();
        long deadline = System.nanoTime() + 2 * PATIENCE_NANOS;
        for (long task = 2; task <= TASKS && problem.get() == null; task += 2) {
            while (link.begun() < task && problem.get() == null && System.nanoTime() < deadline) {
                pause();
            }
            Interrupts interrupts = shared.get();
            if (interrupts != null) {
                link.interruptOf(task);
                interrupts.run();
            }
        }
        worker.join(PATIENCE_NANOS / 1_000_000);
        assertThat(problem.get()).isNull();
        assertThat(done).hasValue(TASKS);
    }

    /** On one processor the other thread has its turn only if this one leaves it. */
    private static void pause() {
        if (ALONE) {
            LockSupport.parkNanos(1);
        } else {
            Thread.onSpinWait();
        }
    }

    private static boolean awaitInterrupt() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Thread.interrupted()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }
}
