package dev.offspring.tests.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.ChildProcess;
import dev.offspring.shared.SharedLong;
import dev.offspring.sync.Event;
import dev.offspring.sync.Inspection;
import dev.offspring.sync.Lock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The owner of a lock is a child's child. Its uncle and its cousin wait for the lock, for so long that they do not look any
 * more by themselves, and are told of its death; also if its parent dies, and it with that, so that nobody waits for its end.
 */
final class KinDeathTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than a thread looks by itself every 150 ms. */
    private static final long LONG_MILLIS = 1_000;

    private static final long SOON_MILLIS = 1_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ownerKilled_uncleAndCousinAreTold(boolean withItsParent) throws Exception {
        try (Lock lock = Lock.create();
                SharedLong holder = SharedLong.create(0);
                Event never = Event.create();
                ChildProcess<Void> parent =
                        KinTargets.haveAChildHold(lock, holder, never).start()) {
            awaitWaiters(never.toString(), 1);
            try (ChildProcess<Kin.Told> uncle = KinTargets.await(lock).start();
                    ChildProcess<Kin.Told> otherUncle =
                            KinTargets.haveAChildAwait(lock).start()) {
                awaitWaiters(lock.toString(), 2);
                ProcessHandle victim = ProcessHandle.of(withItsParent ? parent.pid() : holder.get())
                        .orElseThrow();
                long killed = System.currentTimeMillis();
                victim.destroyForcibly();
                for (ChildProcess<Kin.Told> one : List.of(uncle, otherUncle)) {
                    Kin.Told told = one.result(PATIENCE);
                    System.out.println(one + " was told " + (told.millis() - killed) + " ms after the kill");
                    assertThat(told.pid()).isEqualTo(holder.get());
                    assertThat(told.millis() - killed).isLessThan(SOON_MILLIS);
                }
            }
            assertThat(lock.recover()).isTrue();
            lock.unlock();
        }
    }

    /** So many wait for it, and have waited for long. */
    private static void awaitWaiters(String thing, int count) throws InterruptedException {
        String block = thing.substring(thing.indexOf('@') + 1, thing.indexOf('['));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Inspection seen = Inspection.now();
            long before = System.currentTimeMillis() - LONG_MILLIS;
            long waiting = seen.waiters().stream()
                    .filter(waiter -> Long.toHexString(waiter.block()).equals(block) && waiter.sinceMillis() < before)
                    .count();
            if (waiting >= count) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(count + " do not wait for " + thing + ": " + seen.text());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
