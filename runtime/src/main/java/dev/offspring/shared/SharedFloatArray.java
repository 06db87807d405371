package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code float} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, where the name says nothing else, and atomic between processes; those on many are plain copies, in which each element
 * is whole. An index or a range that is not in the array is an {@link IndexOutOfBoundsException}, before anything is
 * written. The array, and a slice of it, may be an argument of a target, and a part of one. After {@link #close()} by any
 * process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>{@link #compareAndSet} and {@link #compareAndExchange} compare bits, not numbers: a NaN is what it is, and 0.0 is not
 * −0.0.
 *
 * <p>Operators and streams are those of {@code double}, because the JDK has none for {@code float}; a result is rounded to a
 * {@code float}, as by a cast.
 */
public final class SharedFloatArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    SharedFloatArray(Extent extent) {
        this.cells = extent.cells();
        this.base = extent.base();
        this.length = extent.length();
        this.whole = extent.whole();
    }

    /** An array inside another thing. */
    static SharedFloatArray view(Cells cells, long base, long length) {
        return new SharedFloatArray(new Extent(cells, base, length, false));
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedFloatArray create(long length) {
        return new SharedFloatArray(Handles.allocateArray(Kinds.ARRAY + Kinds.FLOAT, length, Float.BYTES));
    }

    /** A new array of these values. */
    public static SharedFloatArray of(float... values) {
        SharedFloatArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1. */
    public float get(long index) {
        return Atomics.getFloat(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, float value) {
        Atomics.setFloat(cells.bytes(), offset(index), value);
    }

    /** An element, read as a plain one. */
    public float getPlain(long index) {
        return Relaxed.getPlainFloat(cells.bytes(), offset(index));
    }

    /** Sets an element as a plain one: other threads and processes may see it late, and in any order. */
    public void setPlain(long index, float value) {
        Relaxed.setPlainFloat(cells.bytes(), offset(index), value);
    }

    /** An element; says nothing of the order of other reads. */
    public float getOpaque(long index) {
        return Relaxed.getOpaqueFloat(cells.bytes(), offset(index));
    }

    /** Sets an element; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(long index, float value) {
        Relaxed.setOpaqueFloat(cells.bytes(), offset(index), value);
    }

    /** An element; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public float getAcquire(long index) {
        return Relaxed.getAcquireFloat(cells.bytes(), offset(index));
    }

    /** Sets an element, after all that this thread has written before. */
    public void setRelease(long index, float value) {
        Relaxed.setReleaseFloat(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public float getAndSet(long index, float value) {
        return Atomics.getAndSetFloat(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, float expected, float value) {
        return Atomics.compareAndSetFloat(cells.bytes(), offset(index), expected, value);
    }

    /** Sets an element if it is {@code expected}, atomically; what was there before comes back. */
    public float compareAndExchange(long index, float expected, float value) {
        return Atomics.compareAndExchangeFloat(cells.bytes(), offset(index), expected, value);
    }

    /** Adds {@code delta} to an element, atomically; what was there before comes back. */
    public float getAndAdd(long index, float delta) {
        return Atomics.getAndAddFloat(cells.bytes(), offset(index), delta);
    }

    /** Adds {@code delta} to an element, atomically; the sum comes back. */
    public float addAndGet(long index, float delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** Adds 1 to an element, atomically; what was there before comes back. */
    public float getAndIncrement(long index) {
        return getAndAdd(index, 1.0f);
    }

    /** Subtracts 1 from an element, atomically; what was there before comes back. */
    public float getAndDecrement(long index) {
        return getAndAdd(index, -1.0f);
    }

    /** Adds 1 to an element, atomically; the sum comes back. */
    public float incrementAndGet(long index) {
        return addAndGet(index, 1.0f);
    }

    /** Subtracts 1 from an element, atomically; the difference comes back. */
    public float decrementAndGet(long index) {
        return addAndGet(index, -1.0f);
    }

    /**
     * Replaces an element by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public float getAndUpdate(long index, DoubleUnaryOperator operator) {
        while (true) {
            float old = get(index);
            if (compareAndSet(index, old, (float) operator.applyAsDouble(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public float updateAndGet(long index, DoubleUnaryOperator operator) {
        while (true) {
            float old = get(index);
            float value = (float) operator.applyAsDouble(old);
            if (compareAndSet(index, old, value)) {
                return value;
            }
        }
    }

    /** Replaces an element by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public float getAndAccumulate(long index, float operand, DoubleBinaryOperator operator) {
        return getAndUpdate(index, value -> operator.applyAsDouble(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public float accumulateAndGet(long index, float operand, DoubleBinaryOperator operator) {
        return updateAndGet(index, value -> operator.applyAsDouble(value, operand));
    }

    /** The sum of all elements, from the first to the last, read as plain memory: what others are writing counts as before or after. */
    public double sum() {
        return Sums.rounded(cells, base, length * Float.BYTES, Sums::floats);
    }

    /** As {@link #sum}, by all processors if the array is large; rounded in another order. */
    public double parallelSum() {
        return Sums.roundedInParallel(cells, base, length * Float.BYTES, Sums::floats);
    }

    /** Hands over each element, in order, as {@link #get} reads it when its turn comes. */
    public void forEach(DoubleConsumer action) {
        for (long i = 0; i < length; i++) {
            action.accept(get(i));
        }
    }

    /** The elements, in order, as {@link #get} reads them when their turn comes. */
    public PrimitiveIterator.OfDouble iterator() {
        return stream().iterator();
    }

    /** The elements, in order, as {@link #get} reads them when their turn comes; of known size, and fit for {@code parallel()}. */
    public DoubleStream stream() {
        cells.check();
        return LongStream.range(0, length).mapToDouble(this::get);
    }

    /** The elements from {@code from} on and before {@code to}: a view of the same memory, which closing leaves open. */
    public SharedFloatArray slice(long from, long to) {
        cells.check();
        Objects.checkFromToIndex(from, to, length);
        return view(cells, base + from * Float.BYTES, to - from);
    }

    /** Sets all elements. */
    public void fill(float value) {
        fill(0, length, value);
    }

    /** Sets the elements from {@code from} on and before {@code to}. */
    public void fill(long from, long to, float value) {
        Objects.checkFromToIndex(from, to, length);
        Fills.ints(cells, base + from * Float.BYTES, (to - from) * Float.BYTES, Float.floatToRawIntBits(value));
    }

    /**
     * The elements as they are now.
     *
     * @throws IllegalStateException if they are more than a Java array can have
     */
    public float[] toArray() {
        float[] array = new float[Copies.javaLength(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, float[] into) {
        copyTo(from, into, 0, into.length);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on. */
    public void copyTo(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.out(cells, base + from * Float.BYTES, ValueLayout.JAVA_FLOAT, into, at, count);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on; the two may overlap. */
    public void copyTo(long from, SharedFloatArray into, long at, long count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.between(cells, base + from * Float.BYTES, into.cells, into.base + at * Float.BYTES, count * Float.BYTES);
    }

    /** Sets the first elements to these. */
    public void copyFrom(float[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(float[] values, long to) {
        copyFrom(values, 0, to, values.length);
    }

    /** Sets {@code count} elements from {@code to} on to those of {@code values} from {@code from} on. */
    public void copyFrom(float[] values, int from, long to, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(to, count, length);
        Copies.in(values, from, count, cells, base + to * Float.BYTES, ValueLayout.JAVA_FLOAT);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed, nor when nothing refers to the array any more.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Float.BYTES);
    }

    /**
     * The lock that belongs to the array, for changes of more than one step; a slice and an array in a struct have that of the
     * whole. Nothing takes it by itself.
     */
    public Lock guard() {
        return cells.guard();
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. On a view it does nothing. */
    @Override
    public void close() {
        if (whole) {
            cells.close();
        }
    }

    Extent extent() {
        return new Extent(cells, base, length, whole);
    }

    private long offset(long index) {
        return base + Objects.checkIndex(index, length) * Float.BYTES;
    }

    /** Equal are handles of the same elements. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedFloatArray array
                && array.cells.handle().equals(cells.handle())
                && array.base == base
                && array.length == length;
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode() + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return "SharedFloatArray[" + length + "]" + cells.describe();
    }
}
