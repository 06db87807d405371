package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;

/**
 * An array of {@code double} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedDoubleArray extends SharedArray<Double> {
    private static final long STRIDE = Double.BYTES;

    SharedDoubleArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of zeros in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedDoubleArray create(long length) {
        return new SharedDoubleArray(allocate(Kinds.DOUBLE + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedDoubleArray of(double... values) {
        SharedDoubleArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public double get(long index) {
        return DoubleWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, double value) {
        DoubleWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public double getPlain(long index) {
        return DoubleWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, double value) {
        DoubleWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public double getAcquire(long index) {
        return DoubleWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, double value) {
        DoubleWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public double getAndSet(long index, double value) {
        return DoubleWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, double expected, double value) {
        return DoubleWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public double compareAndExchange(long index, double expected, double value) {
        return DoubleWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** Adds to the element and returns what was there, atomically. */
    public double getAndAdd(long index, double delta) {
        return DoubleWords.getAndAdd(memory, offset(index), delta);
    }

    /** Adds to the element and returns the sum, atomically. */
    public double addAndGet(long index, double delta) {
        return DoubleWords.addAndGet(memory, offset(index), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public double getAndIncrement(long index) {
        return getAndAdd(index, 1);
    }

    /** Adds one and returns the sum, atomically. */
    public double incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public double getAndDecrement(long index) {
        return getAndAdd(index, -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public double decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public double getAndUpdate(long index, DoubleUnaryOperator function) {
        while (true) {
            double before = get(index);
            double after = function.applyAsDouble(before);
            if (compareAndSet(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public double updateAndGet(long index, DoubleUnaryOperator function) {
        while (true) {
            double before = get(index);
            double after = function.applyAsDouble(before);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public double getAndAccumulate(long index, double value, DoubleBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsDouble(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public double accumulateAndGet(long index, double value, DoubleBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsDouble(before, value));
    }

    /** A copy of all elements. */
    public double[] toArray() {
        double[] copy = new double[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(double[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(double[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        MemorySegment.copy(values, from, memory, JAVA_DOUBLE, base + at * STRIDE, count);
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, double[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        MemorySegment.copy(memory, JAVA_DOUBLE, base + at * STRIDE, into, from, count);
    }

    /** Writes the value to all elements. */
    public void fill(double value) {
        block.check();
        for (long i = 0; i < length; i++) {
            memory.set(JAVA_DOUBLE, base + i * STRIDE, value);
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
            sum += segment.get(JAVA_DOUBLE, i * STRIDE);
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Double> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
