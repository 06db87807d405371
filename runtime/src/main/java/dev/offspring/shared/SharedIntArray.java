package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code int} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, and atomic between processes; those on many are plain copies, in which each element is whole. It may be an argument
 * of a target, and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedIntArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    private SharedIntArray(Cells cells, long base, long length, boolean whole) {
        this.cells = cells;
        this.base = base;
        this.length = length;
        this.whole = whole;
    }

    SharedIntArray(Cells cells) {
        this(cells, 0, cells.block().bytes() / Integer.BYTES, true);
    }

    /** An array inside a struct. */
    static SharedIntArray view(Cells cells, long base, long length) {
        return new SharedIntArray(cells, base, length, false);
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedIntArray create(long length) {
        return new SharedIntArray(Handles.allocateArray(Kinds.ARRAY + Kinds.INT, length, Integer.BYTES));
    }

    /** A new array of these values. */
    public static SharedIntArray of(int... values) {
        SharedIntArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1, else {@link IndexOutOfBoundsException}. */
    public int get(long index) {
        return Atomics.getInt(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, int value) {
        Atomics.setInt(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public int getAndSet(long index, int value) {
        return Atomics.getAndSetInt(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, int expected, int value) {
        return Atomics.compareAndSetInt(cells.bytes(), offset(index), expected, value);
    }

    /** Adds {@code delta} to an element, atomically; what was there before comes back. */
    public int getAndAdd(long index, int delta) {
        return Atomics.getAndAddInt(cells.bytes(), offset(index), delta);
    }

    /** Adds {@code delta} to an element, atomically; the sum comes back. */
    public int addAndGet(long index, int delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** The sum of all elements, read as plain memory: elements that others are writing count as before or after. */
    public long sum() {
        return Sums.ofInts(segment());
    }

    /** Sets all elements. */
    public void fill(int value) {
        MemorySegment all = segment();
        for (long at = 0; at < all.byteSize(); at += Integer.BYTES) {
            all.set(ValueLayout.JAVA_INT, at, value);
        }
    }

    /** The elements as they are now. */
    public int[] toArray() {
        int[] array = new int[Math.toIntExact(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, int[] into) {
        Objects.checkFromIndexSize(from, into.length, length);
        MemorySegment.copy(segment(), ValueLayout.JAVA_INT, from * Integer.BYTES, into, 0, into.length);
    }

    /** Sets the first elements to these. */
    public void copyFrom(int[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(int[] values, long to) {
        Objects.checkFromIndexSize(to, values.length, length);
        MemorySegment.copy(values, 0, segment(), ValueLayout.JAVA_INT, to * Integer.BYTES, values.length);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Integer.BYTES);
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
        return base + Objects.checkIndex(index, length) * Integer.BYTES;
    }

    /** Equal are handles of the same array. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedIntArray array
                && array.cells.handle().equals(cells.handle())
                && array.base == base;
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode() + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return "SharedIntArray[" + length + "]" + cells.describe();
    }
}
