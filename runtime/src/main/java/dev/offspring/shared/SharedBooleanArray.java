package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code boolean} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, where the name says nothing else, and atomic between processes; those on many are plain copies, in which each element
 * is whole. An index or a range that is not in the array is an {@link IndexOutOfBoundsException}, before anything is
 * written. The array, and a slice of it, may be an argument of a target, and a part of one. After {@link #close()} by any
 * process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedBooleanArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    SharedBooleanArray(Extent extent) {
        this.cells = extent.cells();
        this.base = extent.base();
        this.length = extent.length();
        this.whole = extent.whole();
    }

    /** An array inside another thing. */
    static SharedBooleanArray view(Cells cells, long base, long length) {
        return new SharedBooleanArray(new Extent(cells, base, length, false));
    }

    /**
     * A new array of {@code false}.
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

    /** An element; {@code index} from 0 to {@link #length()} − 1. */
    public boolean get(long index) {
        return Atomics.getBoolean(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, boolean value) {
        Atomics.setBoolean(cells.bytes(), offset(index), value);
    }

    /** An element, read as a plain one. */
    public boolean getPlain(long index) {
        return Relaxed.getPlainBoolean(cells.bytes(), offset(index));
    }

    /** Sets an element as a plain one: other threads and processes may see it late, and in any order. */
    public void setPlain(long index, boolean value) {
        Relaxed.setPlainBoolean(cells.bytes(), offset(index), value);
    }

    /** An element; says nothing of the order of other reads. */
    public boolean getOpaque(long index) {
        return Relaxed.getOpaqueBoolean(cells.bytes(), offset(index));
    }

    /** Sets an element; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(long index, boolean value) {
        Relaxed.setOpaqueBoolean(cells.bytes(), offset(index), value);
    }

    /** An element; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public boolean getAcquire(long index) {
        return Relaxed.getAcquireBoolean(cells.bytes(), offset(index));
    }

    /** Sets an element, after all that this thread has written before. */
    public void setRelease(long index, boolean value) {
        Relaxed.setReleaseBoolean(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public boolean getAndSet(long index, boolean value) {
        return Atomics.getAndSetBoolean(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, boolean expected, boolean value) {
        return Atomics.compareAndSetBoolean(cells.bytes(), offset(index), expected, value);
    }

    /** Sets an element if it is {@code expected}, atomically; what was there before comes back. */
    public boolean compareAndExchange(long index, boolean expected, boolean value) {
        return Atomics.compareAndExchangeBoolean(cells.bytes(), offset(index), expected, value);
    }

    /** Hands over each element, in order, as {@link #get} reads it when its turn comes. */
    public void forEach(Consumer<Boolean> action) {
        for (long i = 0; i < length; i++) {
            action.accept(get(i));
        }
    }

    /** The elements from {@code from} on and before {@code to}: a view of the same memory, which closing leaves open. */
    public SharedBooleanArray slice(long from, long to) {
        cells.check();
        Objects.checkFromToIndex(from, to, length);
        return view(cells, base + from * Byte.BYTES, to - from);
    }

    /** Sets all elements. */
    public void fill(boolean value) {
        fill(0, length, value);
    }

    /** Sets the elements from {@code from} on and before {@code to}. */
    public void fill(long from, long to, boolean value) {
        Objects.checkFromToIndex(from, to, length);
        Fills.bytes(cells, base + from * Byte.BYTES, (to - from) * Byte.BYTES, (byte) (value ? 1 : 0));
    }

    /**
     * The elements as they are now.
     *
     * @throws IllegalStateException if they are more than a Java array can have
     */
    public boolean[] toArray() {
        boolean[] array = new boolean[Copies.javaLength(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, boolean[] into) {
        copyTo(from, into, 0, into.length);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on. */
    public void copyTo(long from, boolean[] into, int at, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.outBooleans(cells, base + from * Byte.BYTES, into, at, count);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on; the two may overlap. */
    public void copyTo(long from, SharedBooleanArray into, long at, long count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.between(cells, base + from * Byte.BYTES, into.cells, into.base + at * Byte.BYTES, count * Byte.BYTES);
    }

    /** Sets the first elements to these. */
    public void copyFrom(boolean[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(boolean[] values, long to) {
        copyFrom(values, 0, to, values.length);
    }

    /** Sets {@code count} elements from {@code to} on to those of {@code values} from {@code from} on. */
    public void copyFrom(boolean[] values, int from, long to, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(to, count, length);
        Copies.inBooleans(values, from, count, cells, base + to * Byte.BYTES);
    }

    /**
     * The memory that the elements lie in, in native order; for reading and writing as plain memory. It must not be used
     * after the array was closed, nor when nothing refers to the array any more.
     */
    public MemorySegment segment() {
        return cells.bytes().asSlice(base, length * Byte.BYTES);
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
        return base + Objects.checkIndex(index, length) * Byte.BYTES;
    }

    /** Equal are handles of the same elements. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedBooleanArray array
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
        return "SharedBooleanArray[" + length + "]" + cells.describe();
    }
}
