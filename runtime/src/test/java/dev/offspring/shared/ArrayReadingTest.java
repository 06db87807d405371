package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.offspring.error.ClosedHandleException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums, iteration and streams of shared arrays give what is in them, of whatever length they are. */
final class ArrayReadingTest {
    private final long seed = Long.getLong("offspring.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(strings = {"byte", "short", "char", "int", "long", "float", "double"})
    void iteration_ofASlice_givesItsElementsInOrder(String type) throws Exception {
        System.out.println("ArrayReadingTest: -Doffspring.seed=" + seed);
        Object plain = Families.anyArray(random, type, 1000);
        List<Object> expected = new ArrayList<>();
        for (int i = 10; i < 990; i++) {
            expected.add(widened(Array.get(plain, i)));
        }
        try (AutoCloseable array = Families.array(type, 1000)) {
            Families.call(array, "copyFrom", plain);
            Object slice = Families.call(array, "slice", 10L, 990L);
            List<Object> seen = new ArrayList<>();
            Object consumer = switch (widened(Array.get(plain, 0))) {
                case Integer _ -> (IntConsumer) seen::add;
                case Long _ -> (LongConsumer) seen::add;
                default -> (DoubleConsumer) seen::add;
            };
            Families.call(slice, "forEach", consumer);
            assertThat(seen).isEqualTo(expected);

            PrimitiveIterator<?, ?> iterator = (PrimitiveIterator<?, ?>) Families.call(slice, "iterator");
            List<Object> iterated = new ArrayList<>();
            while (iterator.hasNext()) {
                iterated.add(iterator.next());
            }
            assertThat(iterated).isEqualTo(expected);
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);

            assertThat(listed(slice, false)).isEqualTo(expected);
            assertThat(listed(slice, true)).isEqualTo(expected);
        }
    }

    private static List<?> listed(Object array, boolean parallel) throws Exception {
        BaseStream<?, ?> stream = (BaseStream<?, ?>) Families.call(array, "stream");
        return switch (parallel ? stream.parallel() : stream) {
            case IntStream ints -> ints.boxed().toList();
            case LongStream longs -> longs.boxed().toList();
            case DoubleStream doubles -> doubles.boxed().toList();
            default -> throw new AssertionError(stream);
        };
    }

    /** What a stream makes of an element. */
    private static Object widened(Object value) {
        return switch (value) {
            case Byte number -> (int) number;
            case Short number -> (int) number;
            case Character letter -> (int) letter;
            case Float number -> (double) number;
            default -> value;
        };
    }

    @Test
    void iteration_ofBooleans_givesThemInOrder() {
        List<Boolean> seen = new ArrayList<>();
        Consumer<Boolean> see = seen::add;
        try (SharedBooleanArray array = SharedBooleanArray.of(true, false, false, true)) {
            array.forEach(see);
        }
        assertThat(seen).containsExactly(true, false, false, true);
    }

    @Test
    void stream_ofAnArray_knowsItsSizeAndSplits() {
        try (SharedIntArray array = SharedIntArray.of(IntStream.range(0, 1000).toArray())) {
            var whole = array.stream().parallel().spliterator();
            assertThat(whole.getExactSizeIfKnown()).isEqualTo(1000);
            assertThat(whole.trySplit()).isNotNull();
            assertThat(whole.estimateSize()).isBetween(1L, 999L);
        }
    }

    @Test
    void stream_whoseArrayIsClosedBeforeItEnds_throws() {
        SharedIntArray array = SharedIntArray.of(1, 2, 3);
        PrimitiveIterator.OfInt iterator = array.iterator();
        assertThat(iterator.nextInt()).isEqualTo(1);
        array.close();
        assertThatThrownBy(iterator::nextInt).isInstanceOf(ClosedHandleException.class);
    }

    /**
     * Indexes beyond an int reach their own elements, and no others. The memory is sparse: only the pages that are touched
     * are taken. The arena lets a session hand out 0.8 of the memory there is, and such a block is 2.5 GiB of it: with less
     * than 3.2 GiB this fails, and says so.
     */
    @Test
    void array_ofMoreElementsThanAnIntCounts_hasThemAll() {
        long length = (1L << 31) + 8;
        try (SharedByteArray array = SharedByteArray.create(length)) {
            array.set(0, (byte) 1);
            array.set(length - 1, (byte) 2);
            assertThat(array.getAndAdd(length - 2, (byte) 3)).isZero();
            SharedByteArray end = array.slice(length - 8, length);
            end.fill(0, 2, (byte) 5);
            array.copyTo(length - 8, array, 1, 8);

            assertThat(end.toArray()).containsExactly(5, 5, 0, 0, 0, 0, 3, 2);
            assertThat(array.slice(0, 10).toArray()).containsExactly(1, 5, 5, 0, 0, 0, 0, 3, 2, 0);
            assertThat(array.slice(length - 16, length - 8).sum()).isZero();
            assertThat(end.stream()).containsExactly(5, 5, 0, 0, 0, 0, 3, 2);
            assertThat(array.stream().spliterator().getExactSizeIfKnown()).isEqualTo(length);
            assertThat(array.segment().byteSize()).isEqualTo(length);
            assertThatThrownBy(() -> array.get(length))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("2147483656");
            assertThatThrownBy(array::toArray)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2147483656");
        }
    }

    /** Lengths around those at which sums are divided: some bytes, a slice of 1 MiB, and what goes in parallel. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, (1 << 20) + 3, (5 << 20) + 7})
    void sums_areThoseOfPlainArrays(int length) {
        System.out.println("ArrayReadingTest: -Doffspring.seed=" + seed);
        byte[] bytes = (byte[]) Families.anyArray(random, "byte", length);
        short[] shorts = (short[]) Families.anyArray(random, "short", length);
        int[] ints = random.ints(length).toArray();
        long[] longs = random.longs(length).toArray();
        float[] floats = new float[length];
        double[] doubles = random.doubles(length, -1, 1).toArray();
        long ofBytes = 0;
        long ofShorts = 0;
        long ofInts = 0;
        long ofLongs = 0;
        double ofFloats = 0;
        double ofDoubles = 0;
        for (int i = 0; i < length; i++) {
            floats[i] = random.nextFloat();
            ofBytes += bytes[i];
            ofShorts += shorts[i];
            ofInts += ints[i];
            ofLongs += longs[i];
            ofFloats += floats[i];
            ofDoubles += doubles[i];
        }
        try (SharedByteArray b = SharedByteArray.of(bytes);
                SharedShortArray s = SharedShortArray.of(shorts);
                SharedIntArray i = SharedIntArray.of(ints);
                SharedLongArray l = SharedLongArray.of(longs);
                SharedFloatArray f = SharedFloatArray.of(floats);
                SharedDoubleArray d = SharedDoubleArray.of(doubles)) {
            assertThat(new long[] {b.sum(), s.sum(), i.sum(), l.sum()})
                    .containsExactly(ofBytes, ofShorts, ofInts, ofLongs);
            assertThat(new long[] {b.parallelSum(), s.parallelSum(), i.parallelSum(), l.parallelSum()})
                    .containsExactly(ofBytes, ofShorts, ofInts, ofLongs);
            assertThat(new double[] {f.sum(), d.sum()}).containsExactly(ofFloats, ofDoubles);
            assertThat(f.parallelSum()).isCloseTo(ofFloats, within(1e-6));
            assertThat(d.parallelSum()).isCloseTo(ofDoubles, within(1e-6));
        }
    }
}
