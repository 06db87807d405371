package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code long} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, and atomic between processes; those on many are plain copies, in which each element is whole. It may be an argument
 * of a target, and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedLongArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    private SharedLongArray(Cells cells, long base, long length, boolean whole) {
        this.cells = cells;
        this.base = base;
        this.length = length;
        this.whole = whole;
    }

    SharedLongArray(Cells cells) {
        this(cells, 0, cells.block().bytes() / Long.BYTES, true);
    }

    /** An array inside a struct. */
    static SharedLongArray view(Cells cells, long base, long length) {
        return new SharedLongArray(cells, base, length, false);
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedLongArray create(long length) {
        return new SharedLongArray(Handles.allocateArray(Kinds.ARRAY + Kinds.LONG, length, Long.BYTES));
    }

    /** A new array of these values. */
    public static SharedLongArray of(long... values) {
        SharedLongArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1, else {@link IndexOutOfBoundsException}. */
    public long get(long index) {
        return Atomics.getLong(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, long value) {
        Atomics.setLong(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public long getAndSet(long index, long value) {
        return Atomics.getAndSetLong(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, long expected, long value) {
        return Atomics.compareAndSetLong(cells.bytes(), offset(index), expected, value);
    }

    /** Adds {@code delta} to an element, atomically; what was there before comes back. */
    public long getAndAdd(long index, long delta) {
        return Atomics.getAndAddLong(cells.bytes(), offset(index), delta);
    }

    /** Adds {@code delta} to an element, atomically; the sum comes back. */
    public long addAndGet(long index, long delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** The sum of all elements, read as plain memory: elements that others are writing count as before or after. */
    public long sum() {
        return Sums.ofLongs(segment());
    }

    /** Sets all elements. */
    public void fill(long value) {
        MemorySegment all = segment();
        for (long at = 0; at < all.byteSize(); at += Long.BYTES) {
            all.set(ValueLayout.JAVA_LONG, at, value);
        }
    }

    /** The elements as they are now. */
    public long[] toArray() {
        long[] array = new long[Math.toIntExact(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, long[] into) {
        Objects.checkFromIndexSize(from, into.length, length);
        MemorySegment.copy(segment(), ValueLayout.JAVA_LONG, from * Long.BYTES, into, 0, into.length);
    }

    /** Sets the first elements to these. */
    public void copyFrom(long[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(long[] values, long to) {
        Objects.checkFromIndexSize(to, values.length, length);
        MemorySegment.copy(values, 0, segment(), ValueLayout.JAVA_LONG, to * Long.BYTES, values.length);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Long.BYTES);
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
        return base + Objects.checkIndex(index, length) * Long.BYTES;
    }

    /** Equal are handles of the same array. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedLongArray array
                && array.cells.handle().equals(cells.handle())
                && array.base == base;
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode() + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return "SharedLongArray[" + length + "]" + cells.describe();
    }
}
