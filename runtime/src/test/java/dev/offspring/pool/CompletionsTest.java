package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On whose threads the futures of a pool are completed. */
@Timeout(30)
final class CompletionsTest {
    private final Completions completions = new Completions(ForkJoinPool.commonPool());

    @Test
    void completions_areRunOnce_onAnotherThread() throws Exception {
        CountDownLatch done = new CountDownLatch(1_000);
        AtomicInteger here = new AtomicInteger();
        Thread test = Thread.currentThread();
        for (int i = 0; i < 1_000; i++) {
            completions.add(() -> {
                here.addAndGet(Thread.currentThread().equals(test) ? 1 : 0);
                done.countDown();
            });
            completions.flush();
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(here).hasValue(0);
    }

    /** Property: one that blocks for ever holds up nobody. */
    @Test
    void completionThatBlocks_holdsUpNobody() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(3);
        CountDownLatch others = new CountDownLatch(30);
        try {
            for (int i = 0; i < 3; i++) {
                completions.add(() -> {
                    blocked.countDown();
                    awaitUninterruptibly(end);
                });
                for (int j = 0; j < 10; j++) {
                    completions.add(others::countDown);
                }
                completions.flush();
            }
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            end.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            boolean ignored = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** It is a user's, and what it throws is no reason to leave the others. */
    @Test
    void completionThatThrows_doesNotTakeTheOthersWithIt() throws Exception {
        CountDownLatch done = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            completions.add(() -> {
                done.countDown();
                throw new IllegalStateException("thrown by a test");
            });
        }
        completions.flush();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void executorThatRefuses_isDoneWithout() {
        AtomicInteger ran = new AtomicInteger();
        Completions refusing = new Completions(command -> {
            throw new RejectedExecutionException("shut down");
        });
        refusing.execute(ran::incrementAndGet);
        assertThat(ran).hasValue(1);
    }

    @Test
    void settle_leavesNothingToDo() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            completions.add(ran::incrementAndGet);
        }
        completions.settle();
        assertThat(ran).hasValue(100);
    }
}
