package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code short} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, where the name says nothing else, and atomic between processes; those on many are plain copies, in which each element
 * is whole. An index or a range that is not in the array is an {@link IndexOutOfBoundsException}, before anything is
 * written. The array, and a slice of it, may be an argument of a target, and a part of one. After {@link #close()} by any
 * process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>Operators and streams are those of {@code int}, because the JDK has none for {@code short}; a result is cut to a
 * {@code short}, as by a cast.
 */
public final class SharedShortArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    SharedShortArray(Extent extent) {
        this.cells = extent.cells();
        this.base = extent.base();
        this.length = extent.length();
        this.whole = extent.whole();
    }

    /** An array inside another thing. */
    static SharedShortArray view(Cells cells, long base, long length) {
        return new SharedShortArray(new Extent(cells, base, length, false));
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedShortArray create(long length) {
        return new SharedShortArray(Handles.allocateArray(Kinds.ARRAY + Kinds.SHORT, length, Short.BYTES));
    }

    /** A new array of these values. */
    public static SharedShortArray of(short... values) {
        SharedShortArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1. */
    public short get(long index) {
        return Atomics.getShort(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, short value) {
        Atomics.setShort(cells.bytes(), offset(index), value);
    }

    /** An element, read as a plain one. */
    public short getPlain(long index) {
        return Relaxed.getPlainShort(cells.bytes(), offset(index));
    }

    /** Sets an element as a plain one: other threads and processes may see it late, and in any order. */
    public void setPlain(long index, short value) {
        Relaxed.setPlainShort(cells.bytes(), offset(index), value);
    }

    /** An element; says nothing of the order of other reads. */
    public short getOpaque(long index) {
        return Relaxed.getOpaqueShort(cells.bytes(), offset(index));
    }

    /** Sets an element; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(long index, short value) {
        Relaxed.setOpaqueShort(cells.bytes(), offset(index), value);
    }

    /** An element; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public short getAcquire(long index) {
        return Relaxed.getAcquireShort(cells.bytes(), offset(index));
    }

    /** Sets an element, after all that this thread has written before. */
    public void setRelease(long index, short value) {
        Relaxed.setReleaseShort(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public short getAndSet(long index, short value) {
        return Atomics.getAndSetShort(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, short expected, short value) {
        return Atomics.compareAndSetShort(cells.bytes(), offset(index), expected, value);
    }

    /** Sets an element if it is {@code expected}, atomically; what was there before comes back. */
    public short compareAndExchange(long index, short expected, short value) {
        return Atomics.compareAndExchangeShort(cells.bytes(), offset(index), expected, value);
    }

    /** Adds {@code delta} to an element, atomically; what was there before comes back. */
    public short getAndAdd(long index, short delta) {
        return Atomics.getAndAddShort(cells.bytes(), offset(index), delta);
    }

    /** Adds {@code delta} to an element, atomically; the sum comes back. */
    public short addAndGet(long index, short delta) {
        return (short) (getAndAdd(index, delta) + delta);
    }

    /** Adds 1 to an element, atomically; what was there before comes back. */
    public short getAndIncrement(long index) {
        return getAndAdd(index, (short) 1);
    }

    /** Subtracts 1 from an element, atomically; what was there before comes back. */
    public short getAndDecrement(long index) {
        return getAndAdd(index, (short) -1);
    }

    /** Adds 1 to an element, atomically; the sum comes back. */
    public short incrementAndGet(long index) {
        return addAndGet(index, (short) 1);
    }

    /** Subtracts 1 from an element, atomically; the difference comes back. */
    public short decrementAndGet(long index) {
        return addAndGet(index, (short) -1);
    }

    /**
     * Replaces an element by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public short getAndUpdate(long index, IntUnaryOperator operator) {
        while (true) {
            short old = get(index);
            if (compareAndSet(index, old, (short) operator.applyAsInt(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public short updateAndGet(long index, IntUnaryOperator operator) {
        while (true) {
            short old = get(index);
            short value = (short) operator.applyAsInt(old);
            if (compareAndSet(index, old, value)) {
                return value;
            }
        }
    }

    /** Replaces an element by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public short getAndAccumulate(long index, short operand, IntBinaryOperator operator) {
        return getAndUpdate(index, value -> operator.applyAsInt(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public short accumulateAndGet(long index, short operand, IntBinaryOperator operator) {
        return updateAndGet(index, value -> operator.applyAsInt(value, operand));
    }

    /** The sum of all elements, read as plain memory: what others are writing counts as before or after. */
    public long sum() {
        return Sums.exact(cells, base, length * Short.BYTES, Sums::shorts);
    }

    /** As {@link #sum}, by all processors if the array is large. */
    public long parallelSum() {
        return Sums.exactInParallel(cells, base, length * Short.BYTES, Sums::shorts);
    }

    /** Hands over each element, in order, as {@link #get} reads it when its turn comes. */
    public void forEach(IntConsumer action) {
        for (long i = 0; i < length; i++) {
            action.accept(get(i));
        }
    }

    /** The elements, in order, as {@link #get} reads them when their turn comes. */
    public PrimitiveIterator.OfInt iterator() {
        return stream().iterator();
    }

    /** The elements, in order, as {@link #get} reads them when their turn comes; of known size, and fit for {@code parallel()}. */
    public IntStream stream() {
        cells.check();
        return LongStream.range(0, length).mapToInt(this::get);
    }

    /** The elements from {@code from} on and before {@code to}: a view of the same memory, which closing leaves open. */
    public SharedShortArray slice(long from, long to) {
        cells.check();
        Objects.checkFromToIndex(from, to, length);
        return view(cells, base + from * Short.BYTES, to - from);
    }

    /** Sets all elements. */
    public void fill(short value) {
        fill(0, length, value);
    }

    /** Sets the elements from {@code from} on and before {@code to}. */
    public void fill(long from, long to, short value) {
        Objects.checkFromToIndex(from, to, length);
        Fills.shorts(cells, base + from * Short.BYTES, (to - from) * Short.BYTES, value);
    }

    /**
     * The elements as they are now.
     *
     * @throws IllegalStateException if they are more than a Java array can have
     */
    public short[] toArray() {
        short[] array = new short[Copies.javaLength(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, short[] into) {
        copyTo(from, into, 0, into.length);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on. */
    public void copyTo(long from, short[] into, int at, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.out(cells, base + from * Short.BYTES, ValueLayout.JAVA_SHORT, into, at, count);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on; the two may overlap. */
    public void copyTo(long from, SharedShortArray into, long at, long count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.between(cells, base + from * Short.BYTES, into.cells, into.base + at * Short.BYTES, count * Short.BYTES);
    }

    /** Sets the first elements to these. */
    public void copyFrom(short[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(short[] values, long to) {
        copyFrom(values, 0, to, values.length);
    }

    /** Sets {@code count} elements from {@code to} on to those of {@code values} from {@code from} on. */
    public void copyFrom(short[] values, int from, long to, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(to, count, length);
        Copies.in(values, from, count, cells, base + to * Short.BYTES, ValueLayout.JAVA_SHORT);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed, nor when nothing refers to the array any more.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Short.BYTES);
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
        return base + Objects.checkIndex(index, length) * Short.BYTES;
    }

    /** Equal are handles of the same elements. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedShortArray array
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
        return "SharedShortArray[" + length + "]" + cells.describe();
    }
}
