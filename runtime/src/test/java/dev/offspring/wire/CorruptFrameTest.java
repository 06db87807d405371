package dev.offspring.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.offspring.error.TransferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Property: whatever the bytes, decoding ends soon, with a value or a TransferException. */
class CorruptFrameTest {
    private static final int ROUNDS = 300;

    @Test
    void frame_mutated_givesAValueOrATransferException() {
        long seed = Long.getLong("offspring.seed", System.nanoTime());
        System.out.println("CorruptFrameTest: -Doffspring.seed=" + seed);
        Random random = new Random(seed);
        List<byte[]> frames = Stream.concat(RoundTripTest.values(), RoundTripTest.containers())
                .map(Trip::encode)
                .filter(frame -> frame.length < 10_000)
                .toList();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (byte[] frame : frames) {
                for (int i = 0; i < ROUNDS; i++) {
                    tryDecode(mutate(frame, random), seed);
                }
            }
        });
    }

    @Test
    void frame_cutShort_givesATransferException() {
        byte[] frame = Trip.encode(List.of("hello", new int[] {1, 2, 3}, new Trip.Order(1, 2, "a", 3)));
        for (int length = 0; length < frame.length; length++) {
            assertThat(tryDecode(Arrays.copyOf(frame, length), 0)).isFalse();
        }
    }

    /** A frame of a few bytes that announces 2 billion elements, of each kind. */
    @Test
    void frame_thatAnnouncesTooMuch_allocatesNothing() {
        for (int id = 1; id < 64; id++) {
            for (int kind = 0; kind < 40; kind++) {
                Encoder out = new Encoder();
                out.writeVarInt(id, true);
                out.writeByte(kind);
                out.writeVarInt(Integer.MAX_VALUE, true);
                out.writeVarInt(Integer.MAX_VALUE, true);
                out.writeVarInt(Integer.MAX_VALUE, true);
                tryDecode(out.toBytes(), id * 100L + kind);
            }
        }
    }

    /** A list in a list in a list … */
    @Test
    void frame_nestedWithoutEnd_givesATransferException() {
        byte[] list = Arrays.copyOf(Trip.encode(new ArrayList<>(List.of(1))), 3);
        Encoder out = new Encoder();
        for (int i = 0; i < 1_000_000; i++) {
            out.writeBytes(list);
        }
        assertThat(tryDecode(out.toBytes(), 0)).isFalse();
        assertThat(tryDecode(Trip.encode(List.of("and then as before")), 0)).isTrue();
    }

    private static byte[] mutate(byte[] frame, Random random) {
        byte[] bytes = Arrays.copyOf(frame, Math.max(1, frame.length + random.nextInt(5) - 2));
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static boolean tryDecode(byte[] bytes, long seed) {
        try {
            Trip.decode(bytes);
            return true;
        } catch (TransferException e) {
            assertThat(e.getCause() instanceof OutOfMemoryError)
                    .as("seed %d, %s", seed, Arrays.toString(bytes))
                    .isFalse();
            return false;
        }
    }
}
