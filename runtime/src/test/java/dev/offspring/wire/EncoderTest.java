package dev.offspring.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.KryoException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The buffer of a message: as large as it must be, and whole after whatever it could not take. */
class EncoderTest {
    private static final int LARGE = 10_000_000;

    @Test
    void largeArray_takesItsSizeOfMemory() {
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), "before");
            out.write(Serializers.any(), new byte[LARGE]);
            assertThat(out.getBuffer()).hasSizeBetween(LARGE, LARGE + 256);
            out.clear();
            out.write(Serializers.any(), new int[LARGE / 2]);
            assertThat(out.getBuffer()).hasSizeBetween(2 * LARGE, 2 * LARGE + 256);
        }
    }

    @Test
    void smallValues_doubleIt() {
        try (Encoder out = new Encoder(16)) {
            for (int i = 0; i < 1_000; i++) {
                out.writeInt(i);
            }
            assertThat(out.getBuffer()).hasSize(4_096);
            assertThat(out.position()).isEqualTo(4_000);
        }
    }

    @Test
    void bytesBeyondItsEnd_followThoseBefore() {
        byte[] bytes = new byte[1_000];
        new Random(1).nextBytes(bytes);
        try (Encoder out = new Encoder(16)) {
            out.writeByte(7);
            out.writeBytes(bytes, 10, 500);
            out.writeByte(9);
            assertThat(out.toBytes())
                    .hasSize(502)
                    .startsWith((byte) 7, bytes[10])
                    .endsWith(bytes[509], (byte) 9);
        }
    }

    @Test
    void moreThanAnArrayHolds_isSaid_andChangesNothing() {
        try (Encoder out = new Encoder(16)) {
            out.writeInt(42);
            assertThatThrownBy(() -> out.room(3L << 30))
                    .isInstanceOf(KryoException.class)
                    .hasMessageContaining("3221225472 after 4 others");
            out.writeInt(43);
            assertThat(out.toBytes()).hasSize(8);
            assertThat(out.getBuffer()).hasSize(16);
        }
    }
}
