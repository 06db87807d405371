package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;

/**
 * An array of {@code float} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedFloatArray extends SharedArray<Float> {
    private static final long STRIDE = Float.BYTES;

    SharedFloatArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of zeros in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedFloatArray create(long length) {
        return new SharedFloatArray(allocate(Kinds.FLOAT + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedFloatArray of(float... values) {
        SharedFloatArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public float get(long index) {
        return FloatWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, float value) {
        FloatWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public float getPlain(long index) {
        return FloatWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, float value) {
        FloatWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public float getAcquire(long index) {
        return FloatWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, float value) {
        FloatWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public float getAndSet(long index, float value) {
        return FloatWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, float expected, float value) {
        return FloatWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public float compareAndExchange(long index, float expected, float value) {
        return FloatWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** Adds to the element and returns what was there, atomically. */
    public float getAndAdd(long index, float delta) {
        return FloatWords.getAndAdd(memory, offset(index), delta);
    }

    /** Adds to the element and returns the sum, atomically. */
    public float addAndGet(long index, float delta) {
        return FloatWords.addAndGet(memory, offset(index), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public float getAndIncrement(long index) {
        return getAndAdd(index, 1);
    }

    /** Adds one and returns the sum, atomically. */
    public float incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public float getAndDecrement(long index) {
        return getAndAdd(index, -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public float decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public float getAndUpdate(long index, DoubleUnaryOperator function) {
        while (true) {
            float before = get(index);
            float after = (float) function.applyAsDouble(before);
            if (compareAndSet(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public float updateAndGet(long index, DoubleUnaryOperator function) {
        while (true) {
            float before = get(index);
            float after = (float) function.applyAsDouble(before);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public float getAndAccumulate(long index, float value, DoubleBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsDouble(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public float accumulateAndGet(long index, float value, DoubleBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsDouble(before, value));
    }

    /** A copy of all elements. */
    public float[] toArray() {
        float[] copy = new float[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(float[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(float[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        MemorySegment.copy(values, from, memory, JAVA_FLOAT, base + at * STRIDE, count);
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, float[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        MemorySegment.copy(memory, JAVA_FLOAT, base + at * STRIDE, into, from, count);
    }

    /** Writes the value to all elements. */
    public void fill(float value) {
        block.check();
        for (long i = 0; i < length; i++) {
            memory.set(JAVA_FLOAT, base + i * STRIDE, value);
        }
    }

    /** All elements added up, in order, as doubles. */
    public double sum() {
        double sum = 0.0;
        for (long from = 0; from < length; from += BATCH) {
            sum += sum(batch(from));
        }
        return sum;
    }

    private static double sum(MemorySegment segment) {
        int count = (int) (segment.byteSize() / STRIDE);
        double sum = 0.0;
        for (int i = 0; i < count; i++) {
            sum += segment.get(JAVA_FLOAT, i * STRIDE);
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Float> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
