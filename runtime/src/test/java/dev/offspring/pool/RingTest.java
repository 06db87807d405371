package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.error.TransferException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames from one side of a {@link Ring} to the other. */
@Timeout(30)
final class RingTest {
    private static final int HEADER = Long.BYTES;
    private static final int FUZZES = 2_000;

    private final ByteBuffer memory = fresh();
    private final Ring producer = Ring.ofTasks(memory);
    private final Ring consumer = Ring.ofTasks(memory);

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void write(int kind, int detail, byte[] content) {
        assertThat(producer.fits(content.length)).isTrue();
        producer.write(kind, detail, content, 0, content.length);
        producer.publish();
    }

    private byte[] read() {
        assertThat(consumer.hasNext()).isTrue();
        byte[] into = new byte[consumer.length() + HEADER];
        consumer.copy(into, 0);
        byte[] content = Arrays.copyOf(into, consumer.length());
        consumer.pass();
        consumer.release();
        return content;
    }

    @Test
    void frames_ofEveryShortLength_comeAsTheyWereAtEveryPlace() {
        int rounds = 0;
        for (long bytes = 0; bytes < 3L * WorkerLayout.RING_BYTES; rounds++) {
            byte[] content = bytes(rounds % 301, rounds);
            write(rounds % 256, rounds & 0xFFFFFF, content);
            assertThat(consumer.mayHaveNext()).isTrue();
            assertThat(consumer.hasNext()).isTrue();
            assertThat(consumer.kind()).isEqualTo(rounds % 256);
            assertThat(consumer.detail()).isEqualTo(rounds & 0xFFFFFF);
            assertThat(read()).isEqualTo(content);
            bytes += HEADER + content.length;
        }
        assertThat(consumer.hasNext()).isFalse();
        assertThat(consumer.mayHaveNext()).isFalse();
    }

    /** Long and short ones, that begin at each of the last places before the ring's end. */
    @Test
    void frameAtTheRingsEnd_goesOnAtItsBeginning() {
        for (int before = Long.BYTES; before <= 192; before += Long.BYTES) {
            for (int length : new int[] {0, 1, 7, 8, 9, 100, 128, 129, 1_000, Ring.MOST_BYTES}) {
                ByteBuffer fresh = fresh();
                Ring in = Ring.ofResults(fresh);
                Ring out = Ring.ofResults(fresh);
                moveTo(WorkerLayout.RING_BYTES - before, in, out);
                byte[] content = bytes(length, before * length);
                in.write(1, 2, content, 0, length);
                in.publish();
                assertThat(out.hasNext()).isTrue();
                byte[] into = new byte[length + HEADER];
                out.copy(into, 0);
                assertThat(Arrays.copyOf(into, length)).isEqualTo(content);
                out.pass();
                assertThat(out.hasNext()).isFalse();
            }
        }
    }

    private static void moveTo(int place, Ring in, Ring out) {
        int left = place;
        while (left > 0) {
            int length = Math.min(left - HEADER, Ring.MOST_BYTES);
            in.write(1, 0, new byte[length], 0, length);
            in.publish();
            assertThat(out.hasNext()).isTrue();
            out.pass();
            out.release();
            left -= HEADER + length;
        }
    }

    @Test
    void ringThatIsFull_hasRoomForWhatWasRead() {
        int written = 0;
        while (producer.fits(1_000)) {
            write(1, written++, bytes(1_000, written));
        }
        assertThat(written).isEqualTo(WorkerLayout.RING_BYTES / (1_000 + HEADER));
        assertThat(producer.room()).isLessThan(1_000);
        assertThat(producer.mayHaveRoom()).isFalse();

        assertThat(read()).isEqualTo(bytes(1_000, 1));

        assertThat(producer.fits(1_000)).isTrue();
        write(1, 0, bytes(1_000, -1));
        for (int i = 2; i <= written; i++) {
            assertThat(read()).isEqualTo(bytes(1_000, i));
        }
        assertThat(read()).isEqualTo(bytes(1_000, -1));
        assertThat(producer.mayHaveRoom()).isTrue();
    }

    @Test
    void roomOfAnEmptyRing_isTheLongestFrame() {
        assertThat(producer.room()).isEqualTo(Ring.MOST_BYTES);
        assertThat(producer.fits(Ring.MOST_BYTES)).isTrue();
        assertThat(producer.fits(Ring.MOST_BYTES + 1))
                .isTrue(); // the ring has room; who writes long messages cuts them
    }

    @Test
    void frame_isNotThereBeforeItIsPublished() {
        producer.write(1, 1, bytes(10, 1), 0, 10);
        assertThat(consumer.hasNext()).isFalse();
        producer.publish();
        assertThat(consumer.hasNext()).isTrue();
    }

    /** Property: two threads at full speed; all arrives, in order, and nothing else. */
    @Test
    void framesBetweenTwoThreads_arriveInOrder() throws Exception {
        int frames = 200_000;
        long seed = Seeds.random(RingTest.class).nextLong();
        AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
        Thread writing = Thread.ofPlatform().start(() -> {
            Random random = new Random(seed);
            byte[] content = new byte[512];
            for (int i = 0; i < frames; i++) {
                int length = random.nextInt(400);
                Arrays.fill(content, (byte) i);
                while (!producer.fits(length)) {
                    Thread.onSpinWait();
                }
                producer.write(i & 0xFF, i & 0xFFFFFF, content, 0, length);
                producer.publish();
            }
        });
        writing.setUncaughtExceptionHandler((thread, thrown) -> problem.set(thrown));
        Random random = new Random(seed);
        byte[] into = new byte[512];
        for (int i = 0; i < frames; i++) {
            while (!consumer.hasNext()) {
                Thread.onSpinWait();
            }
            int length = random.nextInt(400);
            assertThat(consumer.length()).isEqualTo(length);
            assertThat(consumer.detail()).isEqualTo(i & 0xFFFFFF);
            consumer.copy(into, 0);
            for (int j = 0; j < length; j++) {
                if (into[j] != (byte) i) {
                    throw new AssertionError("frame " + i + " of seed " + seed + " is wrong at " + j);
                }
            }
            consumer.pass();
            consumer.release();
        }
        writing.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(problem.get()).isNull();
    }

    /**
     * Property: whatever a stranger writes over the ring, its reader comes to an end with frames of lawful lengths or with one
     * {@link TransferException}: no other, no endless loop.
     */
    @Test
    void ringThatWasWrittenOver_isCorruptOrReadable() {
        Random random = Seeds.random(RingTest.class);
        int corrupt = 0;
        byte[] into = new byte[Ring.MOST_BYTES + HEADER];
        for (int round = 0; round < FUZZES; round++) {
            ByteBuffer fresh = fresh();
            Ring in = Ring.ofResults(fresh);
            Ring out = Ring.ofResults(fresh);
            for (int i = random.nextInt(50); i >= 0; i--) {
                in.write(random.nextInt(32), random.nextInt(1 << 24), into, 0, random.nextInt(2_000));
            }
            in.publish();
            scribble(fresh, random);
            try {
                long passed = 0;
                while (out.hasNext()) {
                    assertThat(out.length()).isBetween(0, Ring.MOST_BYTES);
                    out.copy(into, 0);
                    out.pass();
                    out.release();
                    passed += HEADER;
                    assertThat(passed).isLessThanOrEqualTo(WorkerLayout.RING_BYTES);
                }
            } catch (TransferException e) {
                assertThat(e).hasMessageContaining("corrupt");
                corrupt++;
            }
        }
        assertThat(corrupt).isBetween(FUZZES / 10, FUZZES);
    }

    private static ByteBuffer fresh() {
        return Arena.ofAuto().allocate(WorkerLayout.BYTES, 128).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static void scribble(ByteBuffer memory, Random random) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            long word = random.nextBoolean() ? random.nextLong() : random.nextInt(WorkerLayout.RING_BYTES);
            int place = random.nextInt(4) == 0
                    ? WorkerLayout.RESULTS_WRITTEN
                    : WorkerLayout.RESULTS + random.nextInt(8_192) * Long.BYTES;
            memory.putLong(place, word);
        }
    }
}
