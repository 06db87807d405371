package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ArenaFullException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Types;
import java.lang.reflect.Array;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations on many elements do to shared arrays what they do to plain ones, and refuse what does not fit. */
final class ArrayOperationsTest {
    private static final int ROUNDS = 300;
    private static final int MOST = 50;

    private final long seed = Long.getLong("offspring.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Random ranges are filled and copied, in an array and by way of a slice of it. */
    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void ranges_filledAndCopied_areThoseOfAPlainArray(String type) throws Exception {
        System.out.println("ArrayOperationsTest: -Doffspring.seed=" + seed);
        for (int i = 0; i < ROUNDS; i++) {
            int length = random.nextInt(MOST);
            Object plain = Families.anyArray(random, type, length);
            try (AutoCloseable array = Families.array(type, length)) {
                Families.call(array, "copyFrom", plain);
                assertThat(Families.call(array, "toArray")).isEqualTo(plain);
                int sliceFrom = random.nextInt(length + 1);
                int sliceTo = sliceFrom + random.nextInt(length - sliceFrom + 1);
                Object slice = Families.call(array, "slice", (long) sliceFrom, (long) sliceTo);
                int size = sliceTo - sliceFrom;
                assertThat(Families.call(slice, "length")).isEqualTo((long) size);

                int from = random.nextInt(size + 1);
                int to = random.nextInt(size + 1);
                int count = random.nextInt(size - Math.max(from, to) + 1);
                Object values = Families.anyArray(random, type, size);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        Object value = Families.any(random, Families.primitive(type));
                        Families.call(slice, "fill", (long) from, (long) (from + count), value);
                        for (int at = from; at < from + count; at++) {
                            Array.set(plain, sliceFrom + at, value);
                        }
                    }
                    case 1 -> {
                        Families.call(slice, "copyFrom", values, from, (long) to, count);
                        System.arraycopy(values, from, plain, sliceFrom + to, count);
                    }
                    case 2 -> {
                        Families.call(slice, "copyTo", (long) from, values, to, count);
                        Object expected = Families.newArray(type, count);
                        System.arraycopy(plain, sliceFrom + from, expected, 0, count);
                        Object copied = Families.newArray(type, count);
                        System.arraycopy(values, to, copied, 0, count);
                        assertThat(copied).isEqualTo(expected);
                    }
                    default -> {
                        // Within the same memory, by way of two views of it.
                        Families.call(slice, "copyTo", (long) from, array, (long) (sliceFrom + to), (long) count);
                        System.arraycopy(plain, sliceFrom + from, plain, sliceFrom + to, count);
                    }
                }
                assertThat(Families.call(array, "toArray")).isEqualTo(plain);
            }
        }
    }

    /** Neither the array, nor what lies beside the slice, is touched by a range that does not fit. */
    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void ranges_thatDoNotFit_areRefusedAndNothingChanges(String type) throws Exception {
        Object plain = Families.anyArray(random, type, 7);
        Object values = Families.anyArray(random, type, 3);
        Object value = Families.any(random, Families.primitive(type));
        try (AutoCloseable array = Families.array(type, 7)) {
            Families.call(array, "copyFrom", plain);
            Object slice = Families.call(array, "slice", 2L, 4L);
            for (long index : new long[] {-1, 2, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32}) {
                refused(slice, "get", index);
                refused(slice, "set", index, value);
                refused(slice, "compareAndSet", index, value, value);
                refused(slice, "setPlain", index, value);
            }
            refused(slice, "fill", 1L, 3L, value);
            refused(slice, "fill", -1L, 1L, value);
            refused(slice, "fill", 2L, 1L, value);
            refused(slice, "slice", 0L, 3L);
            refused(slice, "slice", -1L, 1L);
            refused(slice, "copyFrom", values);
            refused(slice, "copyFrom", values, Long.MAX_VALUE);
            refused(slice, "copyFrom", values, 2, 0L, 2);
            refused(slice, "copyFrom", values, 0, 1L, 2);
            refused(slice, "copyFrom", values, 0, 0L, -1);
            refused(slice, "copyTo", 0L, values);
            refused(slice, "copyTo", 1L, values, 0, 2);
            refused(slice, "copyTo", 0L, values, 2, 2);
            refused(slice, "copyTo", 0L, array, 6L, 2L);
            refused(slice, "copyTo", 1L, array, 0L, 2L);
            refused(slice, "copyTo", 0L, array, 0L, -1L);
            assertThat(Families.call(array, "toArray")).isEqualTo(plain);
        }
    }

    private static void refused(Object array, String name, Object... arguments) {
        assertThatThrownBy(() -> Families.call(array, name, arguments))
                .as(name)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageMatching(".*\\d.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void lengths_thatDoNotFit_areRefused(String type) throws Exception {
        assertThatThrownBy(() -> Families.array(type, -1)).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Families.array(type, Long.MAX_VALUE)).hasCauseInstanceOf(ArenaFullException.class);
        try (AutoCloseable none = Families.array(type, 0)) {
            assertThat(Array.getLength(Families.call(none, "toArray"))).isZero();
            assertThat(Families.call(Families.call(none, "slice", 0L, 0L), "length"))
                    .isEqualTo(0L);
            refused(none, "get", 0L);
        }
    }

    @Test
    void array_largerThanTheArena_saysHowMuchItAskedFor() {
        assertThatThrownBy(() -> SharedLongArray.create(Long.MAX_VALUE))
                .isInstanceOf(ArenaFullException.class)
                .hasMessageContaining("9223372036854775807 elements of 8 bytes");
        assertThatThrownBy(() -> SharedLongArray.create(1L << 40))
                .isInstanceOf(ArenaFullException.class)
                .hasMessageContaining("8796093022208");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void slice_closed_leavesTheArrayOpen(String type) throws Exception {
        Object slice;
        try (AutoCloseable array = Families.array(type, 4)) {
            slice = Families.call(array, "slice", 0L, 4L);
            assertThat(slice).isNotSameAs(array).isEqualTo(array).hasSameHashCodeAs(array);
            assertThat(Families.call(array, "slice", 0L, 3L)).isNotEqualTo(array);
            ((AutoCloseable) slice).close();
            Families.call(array, "get", 3L);
        }
        assertThatThrownBy(() -> Families.call(slice, "get", 0L)).isInstanceOf(ClosedHandleException.class);
    }

    /** As the argument of a target would: a slice arrives as that slice, and a whole array as one that can be closed. */
    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void slice_sent_arrivesAsTheSlice(String type) throws Exception {
        Types.join(SharedTypes.INSTANCE);
        try (AutoCloseable array = Families.array(type, 9)) {
            Families.call(array, "copyFrom", Families.anyArray(random, type, 9));
            for (long[] range : new long[][] {{0, 9}, {0, 3}, {5, 9}, {4, 4}}) {
                Object slice = Families.call(array, "slice", range[0], range[1]);
                Object arrived = sent(slice);
                assertThat(arrived).isEqualTo(slice);
                assertThat(Families.call(arrived, "toArray")).isEqualTo(Families.call(slice, "toArray"));
                ((AutoCloseable) arrived).close();
            }
            Families.call(array, "get", 0L);
            AutoCloseable whole = (AutoCloseable) sent(array);
            assertThat(whole).isEqualTo(array);
            whole.close();
            assertThatThrownBy(() -> Families.call(array, "get", 0L)).isInstanceOf(ClosedHandleException.class);
        }
    }

    private static Object sent(Object value) {
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), value);
            try (Decoder in = new Decoder(out.toBytes())) {
                return in.read(Serializers.any());
            }
        }
    }

    /** A copy within an array arrives as it was, whichever way it goes; long enough to be done in parts. */
    @Test
    void copy_withinAnArray_isSafeToOverlap() {
        int[] plain = random.ints(100_000).toArray();
        try (SharedIntArray array = SharedIntArray.of(plain)) {
            array.copyTo(0, array, 1, plain.length - 1);
            System.arraycopy(plain, 0, plain, 1, plain.length - 1);
            assertThat(array.toArray()).isEqualTo(plain);
            array.copyTo(7, array.slice(3, plain.length), 0, plain.length - 7);
            System.arraycopy(plain, 7, plain, 3, plain.length - 7);
            assertThat(array.toArray()).isEqualTo(plain);
        }
    }
}
