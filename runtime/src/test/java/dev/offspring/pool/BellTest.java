package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One waits, and another rings. */
@Tag("contract")
@Timeout(60)
final class BellTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final WorkerLink link = WorkerLink.create("bell-test");
    private final Bell waiting = link.workerBell();
    private final Bell ringing = WorkerLink.open(link.path()).workerBell();

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void wait_forNothing_endsWithItsTime() {
        long since = System.nanoTime();
        assertThat(waiting.await(() -> false, TimeUnit.MILLISECONDS.toNanos(30)))
                .isFalse();
        assertThat(System.nanoTime() - since).isBetween(TimeUnit.MILLISECONDS.toNanos(30), LONG);
    }

    @Test
    void wait_forWhatIsThere_doesNotSleep() {
        assertThat(waiting.await(() -> true, 0)).isTrue();
    }

    @Test
    void interruptedThread_waitsAllTheSame_andStaysInterrupted() {
        Thread.currentThread().interrupt();
        long since = System.nanoTime();
        assertThat(waiting.await(() -> false, TimeUnit.MILLISECONDS.toNanos(30)))
                .isFalse();
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
        assertThat(Thread.interrupted()).as("it is still interrupted").isTrue();
    }

    /** Property: whenever it rings, before, during or after the other goes to sleep, no ring is lost. */
    @Test
    void rings_areNeverLost() throws Exception {
        int rounds = 20_000;
        AtomicInteger ball = new AtomicInteger();
        AtomicBoolean late = new AtomicBoolean();
        Bell back = link.parentBell();
        Bell backRinging = WorkerLink.open(link.path()).parentBell();
        Thread other = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < rounds; i++) {
                int turn = 2 * i + 1;
                if (!waiting.await(() -> ball.get() >= turn, LONG)) {
                    late.set(true);
                    return;
                }
                ball.incrementAndGet();
                backRinging.ring();
            }
        });
        for (int i = 0; i < rounds && !late.get(); i++) {
            ball.incrementAndGet();
            ringing.ring();
            int turn = 2 * i + 2;
            if (!back.await(() -> ball.get() >= turn, LONG)) {
                late.set(true);
            }
        }
        other.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(late).isFalse();
        assertThat(ball).hasValue(2 * rounds);
    }
}
