package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers never wait for what is done with the lines, and every line comes, in order. */
@Timeout(60)
final class RelayTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Relay relay = new Relay("tested");

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
