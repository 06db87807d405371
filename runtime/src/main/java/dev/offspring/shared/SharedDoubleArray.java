package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code double} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, and atomic between processes; those on many are plain copies, in which each element is whole. It may be an argument
 * of a target, and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedDoubleArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    private SharedDoubleArray(Cells cells, long base, long length, boolean whole) {
        this.cells = cells;
        this.base = base;
        this.length = length;
        this.whole = whole;
    }

    SharedDoubleArray(Cells cells) {
        this(cells, 0, cells.block().bytes() / Double.BYTES, true);
    }

    /** An array inside a struct. */
    static SharedDoubleArray view(Cells cells, long base, long length) {
        return new SharedDoubleArray(cells, base, length, false);
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedDoubleArray create(long length) {
        return new SharedDoubleArray(Handles.allocateArray(Kinds.ARRAY + Kinds.DOUBLE, length, Double.BYTES));
    }

    /** A new array of these values. */
    public static SharedDoubleArray of(double... values) {
        SharedDoubleArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1, else {@link IndexOutOfBoundsException}. */
    public double get(long index) {
        return Atomics.getDouble(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, double value) {
        Atomics.setDouble(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public double getAndSet(long index, double value) {
        return Atomics.getAndSetDouble(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, double expected, double value) {
        return Atomics.compareAndSetDouble(cells.bytes(), offset(index), expected, value);
    }

    /** Adds {@code delta} to an element, atomically; what was there before comes back. */
    public double getAndAdd(long index, double delta) {
        return Atomics.getAndAddDouble(cells.bytes(), offset(index), delta);
    }

    /** Adds {@code delta} to an element, atomically; the sum comes back. */
    public double addAndGet(long index, double delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** The sum of all elements, read as plain memory: elements that others are writing count as before or after. */
    public double sum() {
        return Sums.ofDoubles(segment());
    }

    /** Sets all elements. */
    public void fill(double value) {
        MemorySegment all = segment();
        for (long at = 0; at < all.byteSize(); at += Double.BYTES) {
            all.set(ValueLayout.JAVA_DOUBLE, at, value);
        }
    }

    /** The elements as they are now. */
    public double[] toArray() {
        double[] array = new double[Math.toIntExact(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, double[] into) {
        Objects.checkFromIndexSize(from, into.length, length);
        MemorySegment.copy(segment(), ValueLayout.JAVA_DOUBLE, from * Double.BYTES, into, 0, into.length);
    }

    /** Sets the first elements to these. */
    public void copyFrom(double[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(double[] values, long to) {
        Objects.checkFromIndexSize(to, values.length, length);
        MemorySegment.copy(values, 0, segment(), ValueLayout.JAVA_DOUBLE, to * Double.BYTES, values.length);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Double.BYTES);
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. A view in a struct stays. */
    @Override
    public void close() {
        if (whole) {
            cells.close();
        }
    }

    Cells cells() {
        return cells;
    }

    long base() {
        return base;
    }

    private long offset(long index) {
        return base + Objects.checkIndex(index, length) * Double.BYTES;
    }

    /** Equal are handles of the same array. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedDoubleArray array
                && array.cells.handle().equals(cells.handle())
                && array.base == base;
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode() + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return "SharedDoubleArray[" + length + "]" + cells.describe();
    }
}
