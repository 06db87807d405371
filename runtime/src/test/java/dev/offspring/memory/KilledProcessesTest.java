package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What processes leave behind that are killed at any moment is taken back, and the heap stays whole. */
final class KilledProcessesTest {
    private static final int WORKERS = 4;
    private static final int KILLS = Integer.getInteger("offspring.test.kills", 24);
    private static final long FOR_EVER = Long.MAX_VALUE;

    /** Property: whenever processes are killed, all they held is free afterwards, each block on one list once. */
    @Test
    void allocation_killedAtRandom_leavesAWholeHeap() throws Exception {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        Random random = new Random(seed);
        Session session = Session.current();
        Set<Long> held = Heap.held();
        try (Block own = session.allocate(HeapWorker.KIND, 100)) {
            List<Worker> workers = new ArrayList<>();
            try {
                for (int i = 0; i < WORKERS; i++) {
                    workers.add(Worker.start(session, random.nextLong(), FOR_EVER));
                }
                for (int i = 0; i < KILLS; i++) {
                    Worker victim = workers.remove(random.nextInt(workers.size()));
                    victim.awaitRunning();
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
                    victim.kill();
                    workers.add(Worker.start(session, random.nextLong(), FOR_EVER));
                }
            } finally {
                for (Worker worker : workers) {
                    worker.kill();
                }
            }
            held.add(own.handle().offset());
            Heap.assertEmptyBut(held, "seed=" + seed);
        }
    }

    @Test
    void blocks_ofProcessesThatEnd_areFreeAndUsedAgain() throws Exception {
        Session session = Session.current();
        long before = 0;
        for (int round = 0; round < 6; round++) {
            Worker worker = Worker.start(session, 42, 300);
            worker.awaitExit();
            session.reap();
            long bump = session.arena().mapping().getLong(SessionLayout.BUMP);
            assertThat(round < 3 ? bump : before).as("round %d", round).isEqualTo(bump);
            before = bump;
        }
    }

    @Test
    void handle_ofABlockClosedElsewhere_isAnError() {
        Session session = Session.current();
        Block block = session.allocate(HeapWorker.KIND, 8);
        Block other = session.attach(block.handle());
        block.close();
        assertThatThrownBy(other::check).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(() -> session.attach(block.handle())).isInstanceOf(ClosedHandleException.class);
        other.detach();
    }

    /** Property: an interrupt does not close the session's descriptor, by which others know that this process lives. */
    @Test
    void reaping_interrupted_keepsTheDescriptor() {
        Session session = Session.current();
        session.arena();
        Thread.currentThread().interrupt();
        try {
            session.reap();
            session.arena().slots().isDead(17, 0);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(session.arena().mapping().channel().isOpen()).isTrue();
    }

    private record Worker(Process process, Path output) {
        static Worker start(Session session, long seed, long times) throws IOException {
            Path output = Files.createTempFile("offspring-heap", ".out");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HeapWorker.class.getName(),
                            session.address().text(),
                            Long.toString(seed),
                            Long.toString(times))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Worker(process, output);
        }

        void awaitRunning() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!Files.readString(output).contains("running")) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError("pid " + process.pid() + " does not run: " + Files.readString(output));
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }

        void kill() throws IOException, InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(output).replace("running", "").strip();
            Files.deleteIfExists(output);
            assertThat(said).as("what pid %d said", process.pid()).isEmpty();
            assertThat(process.exitValue()).isEqualTo(137);
        }

        void awaitExit() throws IOException, InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(output);
            Files.deleteIfExists(output);
            assertThat(process.exitValue()).as(said).isEqualTo(0);
        }
    }
}
