package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers never wait for what is done with the lines, and every line comes, in order. */
@Timeout(60)
final class RelayTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Relay relay = new Relay("tested");

    @TempDir
    private Path temp;

    @Test
    void slowOutlet_keepsNobodyWaitingAndLosesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        OutputPump.Taker inlet = relay.inlet(new Outlet(
                (bytes, onLine) -> {
                    await(gate);
                    lines.add(text(bytes));
                },
                Outlet.NO_PREFIX));
        int count = 5_000; // of 1 KiB: more than is kept in memory
        for (int i = 0; i < count; i++) {
            inlet.take(bytes("%1023d%n".formatted(i)));
        }
        inlet.end();
        gate.countDown();
        relay.awaitPassed(30_000);
        assertThat(lines).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(lines.get(i).strip()).isEqualTo(Integer.toString(i));
        }
    }

    /** Where there is no disk either: the oldest lines are lost, and that is said; the last one comes. */
    @Test
    void slowOutletWithoutASpill_losesTheOldestAndSaysSo() throws Exception {
        Relay poor = new Relay("tested", () -> null);
        CountDownLatch gate = new CountDownLatch(1);
        OutputPump.Taker inlet = poor.inlet(new Outlet(
                (bytes, onLine) -> {
                    await(gate);
                    lines.add(text(bytes));
                },
                Outlet.NO_PREFIX));
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            inlet.take(bytes("%1023d%n".formatted(i)));
        }
        inlet.end();
        gate.countDown();
        poor.awaitPassed(30_000);
        assertThat(lines).hasSizeBetween(3_000, 5_000);
        assertThat(lines)
                .anyMatch(line -> line.matches("\\[offspring: \\d+ bytes of the output of tested were lost: .*\\R"));
        assertThat(lines.getLast().strip()).isEqualTo(Integer.toString(count - 1));
    }

    /** A disk that has no place for a long line may have one for a short one: that must not overtake it. */
    @Test
    void diskThatIsNearlyFull_changesNoOrderAndLosesNothing() throws Exception {
        SmallDisk disk = new SmallDisk(temp.resolve("spill"), 100_000);
        Relay nearlyFull = new Relay("tested", () -> new Spill(disk));
        CountDownLatch gate = new CountDownLatch(1);
        OutputPump.Taker inlet = nearlyFull.inlet(new Outlet(
                (bytes, onLine) -> {
                    await(gate);
                    lines.add(text(bytes).strip());
                },
                Outlet.NO_PREFIX));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String line = i + "x".repeat(i % 3 == 0 ? 2_000 : 100);
            expected.add(line);
            inlet.take(bytes(line + "\n"));
        }
        inlet.end();
        gate.countDown();
        nearlyFull.awaitPassed(30_000);
        assertThat(lines).isEqualTo(expected);
    }

    /** What waits in a file that cannot be read any more is lost too. */
    @Test
    void spillThatCannotBeRead_isToldOf() throws Exception {
        SmallDisk disk = new SmallDisk(temp.resolve("spill"), Long.MAX_VALUE);
        Relay failing = new Relay("tested", () -> new Spill(disk));
        CountDownLatch gate = new CountDownLatch(1);
        OutputPump.Taker inlet = failing.inlet(new Outlet(
                (bytes, onLine) -> {
                    await(gate);
                    lines.add(text(bytes));
                },
                Outlet.NO_PREFIX));
        for (int i = 0; i < 2_000; i++) {
            inlet.take(bytes("%1023d\n".formatted(i)));
        }
        inlet.end();
        disk.broken = true;
        gate.countDown();
        failing.awaitPassed(30_000);
        long lost = (2_000 - lines.size() + 1) * 1024L;
        assertThat(lost).isPositive();
        assertThat(lines.getLast()).startsWith("[offspring: " + lost + " bytes of the output of tested were lost: ");
    }

    /** Each stream is told of its own loss, on a line of its own. */
    @Test
    void loss_isToldOnTheStreamThatHadIt() throws Exception {
        Relay poor = new Relay("tested", () -> null);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<String> errors = new CopyOnWriteArrayList<>();
        OutputPump.Taker out = poor.inlet(new Outlet((bytes, onLine) -> lines.add(text(bytes)), Outlet.NO_PREFIX));
        OutputPump.Taker err = poor.inlet(new Outlet(
                (bytes, onLine) -> {
                    begun.countDown();
                    await(gate);
                    errors.add(text(bytes));
                },
                Outlet.NO_PREFIX));
        err.take(bytes("a line that is"));
        await(begun); // else it may be the oldest of what waits, and lost with the rest
        for (int i = 0; i < 10_000; i++) {
            err.take(bytes("%1023d\n".formatted(i)));
        }
        out.take(bytes("fine\n"));
        out.end();
        err.end();
        gate.countDown();
        poor.awaitPassed(30_000);
        assertThat(lines).containsExactly("fine\n");
        assertThat(errors.getFirst()).isEqualTo("a line that is");
        assertThat(errors).anyMatch(line -> line.startsWith("\n[offspring: ") || line.startsWith("[offspring: "));
    }

    /** A long line comes in pieces, and what the other stream says in between is a line of its own. */
    @Test
    void prefix_standsBeforeEachLineOfEachStream() throws Exception {
        Outlet.Sink sink = Outlet.to(lines::add, StandardCharsets.UTF_8);
        OutputPump.Taker out = relay.inlet(new Outlet(sink, bytes("> ")));
        OutputPump.Taker err = relay.inlet(new Outlet(sink, bytes("> ")));
        out.take(bytes("a very long"));
        err.take(bytes("short\n"));
        out.take(bytes(" line\n"));
        out.end();
        err.end();
        relay.awaitPassed(30_000);
        assertThat(lines).containsExactly("> a very long", "> short", " line");
    }

    @Test
    void consumerThatThrows_isNotAskedAgainByEitherStream() throws Exception {
        Outlet.Sink sink = Outlet.to(
                line -> {
                    lines.add(line);
                    throw new IllegalStateException("enough");
                },
                StandardCharsets.UTF_8);
        OutputPump.Taker out = relay.inlet(new Outlet(sink, Outlet.NO_PREFIX));
        OutputPump.Taker err = relay.inlet(new Outlet(sink, Outlet.NO_PREFIX));
        out.take(bytes("one\n"));
        err.take(bytes("two\n"));
        out.end();
        err.end();
        relay.awaitPassed(30_000);
        assertThat(lines).containsExactly("one");
    }

    /** A file on a disk with so much space, or on one that fails. */
    private static final class SmallDisk extends RandomAccessFile {
        private final long space;
        private volatile boolean broken;

        SmallDisk(Path file, long space) throws IOException {
            super(file.toFile(), "rw");
            this.space = space;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (getFilePointer() + bytes.length > space) {
                throw new IOException("No space left on device");
            }
            super.write(bytes);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("Input/output error");
            }
            return super.read(bytes, offset, length);
        }
    }

    @Test
    void outletThatIsStuck_isNotWaitedForLongerThanPatience() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        OutputPump.Taker inlet = relay.inlet(new Outlet((bytes, onLine) -> await(gate), Outlet.NO_PREFIX));
        inlet.take(bytes("one\n"));
        long start = System.nanoTime();
        relay.awaitPassed(300);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(300L, 20_000L);
        gate.countDown();
        inlet.end();
    }

    @Test
    void consumerThatTakesItsTime_isWaitedForAsLongAsLinesGoOn() throws Exception {
        Outlet.Sink sink = Outlet.to(
                line -> {
                    await(new CountDownLatch(1), 60);
                    lines.add(line);
                },
                StandardCharsets.UTF_8);
        OutputPump.Taker inlet = relay.inlet(new Outlet(sink, Outlet.NO_PREFIX));
        inlet.take(bytes("line\n".repeat(20)));
        inlet.end();
        relay.awaitPassed(500);
        assertThat(lines).hasSize(20);
    }

    @Test
    void outletThatFails_isShutAndTheOtherGoesOn() throws Exception {
        OutputPump.Taker broken = relay.inlet(new Outlet(
                (bytes, onLine) -> {
                    lines.add("tried");
                    throw new IOException("broken pipe");
                },
                Outlet.NO_PREFIX));
        OutputPump.Taker whole = relay.inlet(new Outlet((bytes, onLine) -> lines.add(text(bytes)), bytes("> ")));
        broken.take(bytes("one\n"));
        broken.take(bytes("two\n"));
        whole.take(bytes("three\nfo"));
        whole.take(bytes("ur\n"));
        broken.end();
        whole.end();
        relay.awaitPassed(30_000);
        assertThat(lines).containsExactly("tried", "> three\n> fo", "ur\n");
    }

    private static void await(CountDownLatch gate) {
        await(gate, 60_000);
    }

    private static void await(CountDownLatch gate, long millis) {
        try {
            var _ = gate.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
