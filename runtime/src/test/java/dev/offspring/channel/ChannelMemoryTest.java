package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.memory.Heap;
import dev.offspring.memory.Session;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much memory channels take: as much as there is in them, and not for longer. {@code -Pstress} sends 10 GB instead of 1, and more. */
@Timeout(300)
final class ChannelMemoryTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final boolean STRESS = Boolean.getBoolean("offspring.stress");
    private static final long STREAM_BYTES = (STRESS ? 10 : 1) * GIB;
    private static final long COPIED_BYTES = STRESS ? GIB : GIB / 4;
    private static final int CHANNELS = STRESS ? 100_000 : 40_000;
    private static final long STAT_BLOCK_BYTES = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the kernel has given the session file; no Java API says so. */
    private static long sessionBytes() throws IOException, InterruptedException {
        Process stat = new ProcessBuilder(
                        "stat", "-L", "-c", "%b", Session.current().address().path())
                .redirectErrorStream(true)
                .start();
        String said = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(stat.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return Long.parseLong(said.strip()) * STAT_BLOCK_BYTES;
    }

    /**
     * What a session may keep of a GiB that is not in use any more. Where it is a named file the space stays reserved, for given back
     * it might be taken by other files (docs/memory-layout.md): but no more than was in use, with what stands around it.
     */
    private static long mostKept() {
        boolean isMemory = Session.current().address().path().startsWith("/proc/");
        return isMemory ? 16 * MIB : GIB + GIB / 2;
    }

    @Test
    void queue_whoseConsumerKeepsUp_staysSmall() throws Exception {
        try (Crew crew = new Crew();
                Queue<byte[]> queue = Queue.of(byte[].class)) {
            long before = sessionBytes();
            Doing<Long> taking = crew.jvm(0).hand(false).ask(queue, ChannelMemoryTest::takeAll);
            Random random = new Random(1);
            byte[][] sizes = {new byte[100], new byte[1_000], new byte[9_000], new byte[40_000], new byte[100_000]};
            long sent = 0;
            long most = 0;
            long nextLook = 0;
            while (sent < STREAM_BYTES) {
                byte[] next = sizes[random.nextInt(sizes.length)];
                queue.put(next);
                sent += next.length;
                while (queue.size() > 32) { // it keeps up, however busy the machine is
                    Thread.onSpinWait();
                }
                if (sent >= nextLook) {
                    // Both: what was in use before may be in use again, and is no growth.
                    most = Math.max(most, sessionBytes() - before);
                    most = Math.max(most, partBytes(queue));
                    nextLook = sent + STREAM_BYTES / 20;
                }
            }
            queue.shutdown();
            assertThat(taking.get()).isEqualTo(sent);
            System.out.println("a queue through which " + sent / MIB + " MiB went had at most " + most / 1024 + " KiB");
            assertThat(most).isLessThan(16 * MIB);
        }
    }

    private static long partBytes(Queue<?> queue) {
        return Heap.bytesOfPartsOf(queue.handle().offset(), queue.handle().generation());
    }

    private static long takeAll(Queue<byte[]> queue) {
        long bytes = 0;
        for (byte[] next : queue.untilShutdown()) {
            bytes += next.length;
        }
        return bytes;
    }

    /** A GiB that waits takes that much; when it has been taken, hardly anything. */
    @Test
    void queue_thatWasDeepAndIsDrained_fallsBack() throws Exception {
        try (Queue<byte[]> queue = Queue.of(byte[].class)) {
            long before = sessionBytes();
            byte[] large = new byte[(int) MIB];
            byte[] small = new byte[1_000];
            for (long put = 0; put < GIB; put += 2 * MIB) {
                queue.put(large);
                for (int i = 0; i < MIB / small.length; i++) {
                    queue.put(small);
                }
            }
            assertThat(sessionBytes() - before).isGreaterThan(GIB - 10 * MIB);
            while (queue.poll() != null) {
                // all of it
            }
            long left = sessionBytes() - before;
            System.out.println("a queue that held a GiB and was drained has " + left / 1024 + " KiB");
            assertThat(left).isLessThan(mostKept());
        }
    }

    /** From one process to another and back without a copy; the receiver's view is of the very pages. */
    @Test
    void message_ofAGibibyte_goesThereAndBackInPlace() throws Exception {
        long before = sessionBytes();
        try (Crew crew = new Crew();
                Pipe<Object> pipe = Pipe.duplex()) {
            Doing<Long> there = crew.jvm(0).hand(false).ask(pipe.second(), end -> {
                Message message = end.receiveMessage();
                long sum = 0;
                for (long at = 0; at < message.size(); at += 4096) {
                    sum += message.segment().get(ValueLayout.JAVA_BYTE, at);
                }
                end.sendBytes(message);
                return sum;
            });
            Loan loan = pipe.first().loan(GIB);
            loan.segment().fill((byte) 1);
            long address = loan.segment().address();
            long start = System.nanoTime();
            loan.publish();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(there.get()).isEqualTo(GIB / 4096);
            assertThat(pipe.first().poll(PATIENCE)).isTrue();
            try (Message back = pipe.first().receiveMessage()) {
                assertThat(back.size()).isEqualTo(GIB);
                assertThat(back.segment().address()).isEqualTo(address);
            }
            System.out.println("a loan of a GiB was published in " + took.toNanos() / 1000 + " us");
            assertThat(took).isLessThan(Duration.ofMillis(100));
            assertThat(sessionBytes() - before).isLessThan(mostKept());
        }
    }

    @Test
    void message_largeAsBytes_arrivesWhole() throws Exception {
        try (Crew crew = new Crew();
                Pipe<Object> pipe = Pipe.simplex();
                java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofConfined()) {
            Doing<Boolean> there = crew.jvm(0).hand(false).ask(pipe.first(), end -> {
                try (Message message = end.receiveMessage()) {
                    MemorySegment bytes = message.segment();
                    return bytes.byteSize() == COPIED_BYTES
                            && bytes.get(ValueLayout.JAVA_BYTE, COPIED_BYTES - 1) == 9
                            && bytes.get(ValueLayout.JAVA_BYTE, COPIED_BYTES / 2) == 5
                            && bytes.get(ValueLayout.JAVA_BYTE, 1) == 0;
                }
            });
            MemorySegment bytes = arena.allocate(COPIED_BYTES);
            bytes.set(ValueLayout.JAVA_BYTE, COPIED_BYTES - 1, (byte) 9);
            bytes.set(ValueLayout.JAVA_BYTE, COPIED_BYTES / 2, (byte) 5);
            pipe.second().sendBytes(bytes);
            assertThat(there.get()).isTrue();
        }
    }

    /** Property: what is closed leaves nothing behind, used or not, drained or not. */
    @Test
    void channels_madeAndClosedOverAndOver_takeNoNewMemory() throws Exception {
        try (SharedInt carried = SharedInt.create(1)) {
            makeAndClose(2_000, carried);
            long before = sessionBytes();
            makeAndClose(CHANNELS, carried);
            long more = sessionBytes() - before;
            System.out.println(
                    CHANNELS + " queues and pipes that were made and closed have left " + more / 1024 + " KiB");
            assertThat(more).isLessThan(4 * MIB);
            assertThat(carried.get()).isOne();
        }
    }

    private static void makeAndClose(int count, SharedInt carried) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                try (Queue<Object> queue = Queue.create()) {
                    if (i % 20 == 0) {
                        queue.put(List.of("never taken", carried));
                        queue.put(new byte[20_000]);
                        queue.put(i);
                    }
                }
            } else {
                try (Pipe<Object> pipe = Pipe.duplex()) {
                    if (i % 20 == 1) {
                        pipe.first().send(List.of("never received", carried));
                        pipe.second().sendBytes(new byte[20_000]);
                    }
                    if (i % 200 == 1) {
                        pipe.first().send(Pipe.simplex());
                        pipe.second().receive();
                        ((Pipe<?>) pipe.second().receive()).close();
                    }
                }
            }
        }
    }
}
