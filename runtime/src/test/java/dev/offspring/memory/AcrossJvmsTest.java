package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.OtherJvm;
import dev.offspring.memory.Waiting.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting, claims and slots between two JVMs, one of which may be killed. */
final class AcrossJvmsTest {
    private final Block block = Session.current().allocate(HeapWorker.KIND, MemoryWorker.BYTES);

    @AfterEach
    void close() {
        block.close();
    }

    /** Property: two processes that wake each other in turn never wait for a slice to end. */
    @Test
    void wake_betweenProcesses_isNeverLost() throws Exception {
        int rounds = 2_000;
        try (OtherJvm other = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("turns", block, rounds))) {
            other.awaitLine("epoch");
            long start = System.nanoTime();
            MemoryWorker.turns(block, 0, rounds);
            assertThat(System.nanoTime() - start).isLessThan(rounds * Waiting.SLICE_NANOS / 10);
            other.awaitExit();
        }
    }

    /** Property: a process that polls and one that uses futexes see each other's changes, a slice late at the most. */
    @Test
    void wake_betweenStrategies_costsASliceAtMost() throws Exception {
        int rounds = 20;
        try (OtherJvm other = OtherJvm.start(
                List.of("-Doffspring.wait=portable"),
                MemoryWorker.class,
                MemoryWorker.arguments("turns", block, rounds))) {
            MemoryWorker.turns(block, 0, rounds);
            other.awaitExit();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void claim_ofAKilledProcess_isTakenOver(boolean virtual) throws Exception {
        try (OtherJvm other = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("claim", block, 0))) {
            other.awaitLine("claimed");
            CompletableFuture<Boolean> claimed = new CompletableFuture<>();
            Thread.Builder builder =
                    virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
            Thread waiter = builder.start(
                    () -> claimed.complete(block.claim(MemoryWorker.CLAIM).acquire() && Thread.interrupted()));
            CompletableFuture<Void> pause = new CompletableFuture<>();
            pause.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
            waiter.interrupt();
            assertThat(claimed).as("while its claimant lives").isNotDone();
            other.kill();
            assertThat(claimed.get(5, TimeUnit.SECONDS))
                    .as("claimed, and interrupted still")
                    .isTrue();
            block.claim(MemoryWorker.CLAIM).release();
        }
    }

    @Test
    void await_ofAKilledProcess_isHopeless() throws Exception {
        try (OtherJvm other = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("claim", block, 0))) {
            int slot = Integer.parseInt(other.awaitLine("slot "));
            int epoch = Integer.parseInt(other.awaitLine("epoch "));
            Slots slots = Session.current().arena().slots();
            CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> block.waiting(0)
                    .awaitUninterruptibly(0, TimeUnit.SECONDS.toNanos(20), () -> slots.isDead(slot, epoch)));
            other.awaitLine("claimed");
            assertThat(outcome).isNotDone();
            other.kill();
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(Outcome.HOPELESS);
        }
    }

    /** Property: whoever finds that a process is dead can say which it was, although others have come since. */
    @Test
    void slot_ofAKilledProcess_namesItUntilItsTurnComes() throws Exception {
        Slots slots = Session.current().arena().slots();
        int slot;
        int epoch;
        long pid;
        try (OtherJvm first = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("claim", block, 0))) {
            slot = Integer.parseInt(first.awaitLine("slot "));
            epoch = Integer.parseInt(first.awaitLine("epoch "));
            first.awaitLine("claimed");
            assertThat(slots.isDead(slot, epoch)).isFalse();
            pid = first.pid();
            assertThat(slots.pid(slot, epoch)).isEqualTo(pid);
            first.kill();
            assertThat(slots.isDead(slot, epoch)).isTrue();
        }
        try (OtherJvm next = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("claim", block, 0))) {
            assertThat(Integer.parseInt(next.awaitLine("slot "))).isNotEqualTo(slot);
            next.awaitLine("claimed");
            assertThat(slots.pid(slot, epoch)).isEqualTo(pid);
        }
        Session.current().arena().mapping().setInt(SessionLayout.NEXT_SLOT, slot); // its turn has come
        try (OtherJvm next = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("claim", block, 0))) {
            assertThat(Integer.parseInt(next.awaitLine("slot "))).isEqualTo(slot);
            assertThat(Integer.parseInt(next.awaitLine("epoch "))).isEqualTo(epoch + 1);
            next.awaitLine("claimed");
            assertThat(slots.pid(slot, epoch)).isEqualTo(Slots.UNKNOWN_PID);
            assertThat(slots.isDead(slot, epoch))
                    .as("the first one, now that another has its slot")
                    .isTrue();
        }
    }

    /** Property: what a killed process left in the temporary folder, the next one that needs that folder sweeps. */
    @Test
    void folder_ofAKilledProcess_isSwept(@TempDir Path temporary) throws Exception {
        List<String> options =
                List.of("-Doffspring.file=true", "-Doffspring.arena=1g", "-Djava.io.tmpdir=" + temporary);
        Path left;
        try (OtherJvm first = OtherJvm.start(options, MemoryWorker.class)) {
            left = folder(first);
            first.awaitLine("mapped");
            assertThat(left).exists();
            try (OtherJvm second = OtherJvm.start(options, MemoryWorker.class)) {
                second.awaitLine("mapped");
                assertThat(left).as("while its owner lives").exists();
            }
            first.kill();
            assertThat(left).exists();
        }
        try (OtherJvm next = OtherJvm.start(options, MemoryWorker.class)) {
            next.awaitLine("mapped");
            assertThat(left).doesNotExist();
            assertThat(folder(next)).exists();
            assertThat(Files.getPosixFilePermissions(folder(next))).hasSize(3);
        }
    }

    private static Path folder(OtherJvm jvm) throws Exception {
        Path file = Path.of(SessionAddress.parse(jvm.awaitLine("session ")).path());
        return Objects.requireNonNull(file.getParent());
    }
}
