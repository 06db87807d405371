package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code boolean} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, and atomic between processes; those on many are plain copies, in which each element is whole. It may be an argument
 * of a target, and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedBooleanArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    private SharedBooleanArray(Cells cells, long base, long length, boolean whole) {
        this.cells = cells;
        this.base = base;
        this.length = length;
        this.whole = whole;
    }

    SharedBooleanArray(Cells cells) {
        this(cells, 0, cells.block().bytes() / Byte.BYTES, true);
    }

    /** An array inside a struct. */
    static SharedBooleanArray view(Cells cells, long base, long length) {
        return new SharedBooleanArray(cells, base, length, false);
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedBooleanArray create(long length) {
        return new SharedBooleanArray(Handles.allocateArray(Kinds.ARRAY + Kinds.BOOLEAN, length, Byte.BYTES));
    }

    /** A new array of these values. */
    public static SharedBooleanArray of(boolean... values) {
        SharedBooleanArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1, else {@link IndexOutOfBoundsException}. */
    public boolean get(long index) {
        return Atomics.getBoolean(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, boolean value) {
        Atomics.setBoolean(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public boolean getAndSet(long index, boolean value) {
        return Atomics.getAndSetBoolean(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, boolean expected, boolean value) {
        return Atomics.compareAndSetBoolean(cells.bytes(), offset(index), expected, value);
    }

    /** Sets all elements. */
    public void fill(boolean value) {
        segment().fill((byte) (value ? 1 : 0));
    }

    /** The elements as they are now. */
    public boolean[] toArray() {
        boolean[] array = new boolean[Math.toIntExact(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, boolean[] into) {
        Objects.checkFromIndexSize(from, into.length, length);
        byte[] raw = new byte[into.length];
        MemorySegment.copy(segment(), ValueLayout.JAVA_BYTE, from, raw, 0, raw.length);
        for (int i = 0; i < raw.length; i++) {
            into[i] = raw[i] != 0;
        }
    }

    /** Sets the first elements to these. */
    public void copyFrom(boolean[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(boolean[] values, long to) {
        Objects.checkFromIndexSize(to, values.length, length);
        byte[] raw = new byte[values.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (values[i] ? 1 : 0);
        }
        MemorySegment.copy(raw, 0, segment(), ValueLayout.JAVA_BYTE, to, raw.length);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Byte.BYTES);
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
        return base + Objects.checkIndex(index, length) * Byte.BYTES;
    }

    /** Equal are handles of the same array. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedBooleanArray array
                && array.cells.handle().equals(cells.handle())
                && array.base == base;
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode() + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return "SharedBooleanArray[" + length + "]" + cells.describe();
    }
}
