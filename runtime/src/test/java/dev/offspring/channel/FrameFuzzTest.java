package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.offspring.error.TransferException;
import dev.offspring.memory.DeadProcess;
import dev.offspring.memory.Heap;
import dev.offspring.memory.Session;
import dev.offspring.shared.SharedInt;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Property: whatever native code writes over the frames of a stream, whoever takes from it comes to an end soon, gets elements or
 * {@link TransferException}s and no more of those than there were messages, allocates no more than the frames hold, and can use the
 * stream afterwards; and nothing else in the arena is touched. {@code -Doffspring.test.seed=} repeats a run.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FrameFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("offspring.stress") ? 100_000 : 1_500;
    private static final long BLOCK_HEADER = 128;
    private static final int MOST_MESSAGES = 8;
    private static final int LARGE = 40_000;

    /** Messages, and what an exception and a list take. */
    private static final long MOST_ALLOCATED = 2 << 20;

    private final MemorySegment memory = Session.current().memory();
    private final long seed = Long.getLong("offspring.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private int exceptions;
    private int values;

    /** What a JDK makes once, 2 MiB for {@code BigDecimal} alone, when a spoilt message names it first, is not what is measured. */
    private static void initialiseTypes() throws InterruptedException {
        List<Object> types = List.of(
                new BigDecimal("1.5"),
                ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Paris")),
                Currency.getInstance("EUR"),
                Locale.GERMANY,
                StandardCharsets.UTF_16,
                Pattern.compile("a+"),
                URI.create("file:/a"),
                Path.of("a"),
                UUID.randomUUID());
        try (Queue<Object> queue = Queue.create()) {
            queue.put(types);
            assertThat((List<?>) queue.take()).hasSameSizeAs(types);
        }
    }

    @Test
    void elements_writtenOver_areExceptionsAndTheQueueGoesOn() throws Exception {
        System.out.println("FrameFuzzTest: -Doffspring.test.seed=" + seed);
        initialiseTypes();
        try (SharedInt neighbour = SharedInt.create(42);
                Queue<Object> other = Queue.create()) {
            other.put(List.of("kept", neighbour));
            for (int round = 0; round < ROUNDS; round++) {
                Queue<Object> queue = random.nextInt(4) == 0 ? Queue.bounded(MOST_MESSAGES) : Queue.create();
                takeAllOf(queue, neighbour, "seed=" + seed + " round=" + round);
                queue.close();
                if (round % 500 == 499) {
                    assertNothingIsLeft(queue);
                }
            }
            assertThat(neighbour.get()).isEqualTo(42);
            assertThat(other.size()).isOne();
            assertThat(((List<?>) other.take()).getFirst()).isEqualTo("kept");
        }
        System.out.println("FrameFuzzTest: " + values + " elements, " + exceptions + " exceptions");
        assertThat(exceptions).isGreaterThan(ROUNDS / 4);
    }

    private void takeAllOf(Queue<Object> queue, SharedInt neighbour, String as)
            throws InterruptedException, JMException {
        for (int i = random.nextInt(3); i > 0; i--) {
            queue.put("before");
            queue.take();
        }
        int count = 1 + random.nextInt(MOST_MESSAGES - 1);
        for (int i = 0; i < count; i++) {
            queue.put(element(neighbour));
        }
        long stream = queue.handle().offset() + BLOCK_HEADER + QueueLayout.STREAM;
        mutate(stream, count);
        int failed = 0;
        for (int turn = 0; queue.size() > 0; turn++) {
            assertThat(turn).as("%s: turns", as).isLessThanOrEqualTo(2 * count);
            int next = turn;
            Throwable failure = bounded(() -> takeOne(queue, next), as);
            failed += failure == null ? 0 : 1;
        }
        assertThat(failed).as("%s: exceptions", as).isLessThanOrEqualTo(count);
        assertThat(queue.poll()).as(as).isNull();
        for (int i = 0; i < 20; i++) { // over the chunk's end
            queue.put(List.of(i, "x".repeat(7_000)));
            assertThat(queue.size()).as(as).isOne();
            assertThat(queue.take()).as(as).isEqualTo(List.of(i, "x".repeat(7_000)));
        }
    }

    private Object element(SharedInt neighbour) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> "text ".repeat(random.nextInt(100));
            case 2 -> List.of(1, "two", List.of(3.0));
            case 3 -> List.of(neighbour, "a handle");
            case 4 -> new byte[LARGE];
            default -> new int[random.nextInt(50)];
        };
    }

    private interface Take {
        void run() throws Exception;
    }

    private void takeOne(Queue<Object> queue, int turn) throws InterruptedException {
        switch (turn % 3) {
            case 0 -> queue.take(); // there is something, says size(): it must not wait
            case 1 -> queue.poll(Duration.ofMillis(1));
            default -> queue.drainTo(new ArrayList<>(), 2);
        }
    }

    /** How much this thread has; the type that says so is in a module that this one does not read. */
    private long allocated() throws JMException {
        return (Long)
                beans.getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "CurrentThreadAllocatedBytes");
    }

    /** What it throws, which can only be one thing. */
    private @Nullable Throwable bounded(Take take, String as) throws JMException {
        long before = allocated();
        Throwable failure = catchThrowable(take::run);
        long allocated = allocated() - before;
        assertThat(allocated)
                .as("%s: bytes allocated, and then %s", as, failure)
                .isLessThan(MOST_ALLOCATED);
        if (failure == null) {
            values++;
        } else {
            exceptions++;
            assertThat(failure).as(as).isExactlyInstanceOf(TransferException.class);
        }
        return failure;
    }

    /** One to four bytes, or a word, of one of the frames, of its header or its content; or of the header that follows. */
    private void mutate(long stream, int count) {
        long chunk = memory.get(ValueLayout.JAVA_LONG, stream + StreamLayout.TAIL_CHUNK);
        long at = chunk
                + BLOCK_HEADER
                + StreamLayout.FRAMES
                + (memory.get(ValueLayout.JAVA_LONG, stream + StreamLayout.HEAD) & StreamLayout.OFFSET_MASK);
        int length = 0;
        for (int skip = random.nextInt(count + 1); skip >= 0; skip--) {
            length = (int) memory.get(ValueLayout.JAVA_LONG, at) & StreamLayout.LENGTH_MASK;
            if (skip > 0) {
                at += StreamLayout.HEADER + StreamLayout.padded(length);
            }
        }
        switch (random.nextInt(6)) {
            case 0 -> memory.set(ValueLayout.JAVA_LONG, at, 0);
            case 1 -> memory.set(ValueLayout.JAVA_LONG, at, random.nextBoolean() ? -1 : StreamLayout.END_HEADER);
            case 2 -> memory.set(ValueLayout.JAVA_LONG, at, random.nextLong());
            case 3 -> set(at + random.nextInt(StreamLayout.HEADER));
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    set(at + random.nextInt(StreamLayout.HEADER + Math.max(1, length)));
                }
            }
        }
    }

    private void set(long at) {
        memory.set(ValueLayout.JAVA_BYTE, at, (byte) random.nextInt());
    }

    @Test
    void bytes_writtenOver_areMessagesOrExceptionsAndThePipeGoesOn() throws Exception {
        System.out.println("FrameFuzzTest: -Doffspring.test.seed=" + seed);
        for (int round = 0; round < ROUNDS; round++) {
            String as = "seed=" + seed + " round=" + round;
            try (Pipe<Object> pipe = Pipe.simplex()) {
                int count = 1 + random.nextInt(MOST_MESSAGES);
                for (int i = 0; i < count; i++) {
                    pipe.second().sendBytes(new byte[random.nextInt(4) == 0 ? LARGE : random.nextInt(100)]);
                }
                mutate(pipe.first().pipeHandle().offset() + BLOCK_HEADER + PipeLayout.TO_FIRST, count);
                for (int turn = 0; pipe.first().poll(); turn++) {
                    assertThat(turn).as(as).isLessThanOrEqualTo(2 * count);
                    bounded(() -> receiveOne(pipe.first()), as);
                }
                pipe.second().sendBytes(new byte[LARGE]);
                assertThat(pipe.first().receiveBytes()).as(as).hasSize(LARGE);
                pipe.second().send("a value");
                assertThat(pipe.first().receive()).as(as).isEqualTo("a value");
            }
        }
    }

    private void receiveOne(Connection<Object> end) throws InterruptedException {
        switch (random.nextInt(4)) {
            case 0 -> end.receiveBytes();
            case 1 -> end.receiveBytes(ByteBuffer.allocate(2 * LARGE));
            case 2 -> end.receiveMessage().close();
            default -> end.receiveAllBytes(MemorySegment::byteSize, 2);
        }
    }

    private static void assertNothingIsLeft(Queue<Object> queue) {
        Session.current().reap();
        DeadProcess.reapUnderPressure();
        assertThat(Heap.partsOf(queue.handle().offset(), queue.handle().generation()))
                .isZero();
    }
}
