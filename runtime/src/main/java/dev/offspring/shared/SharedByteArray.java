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
 * An array of {@code byte} that processes share; as long as memory allows.
 *
 * <p>Any thread of any process of the session may call these methods. Operations on one element are those of a volatile
 * one, where the name says nothing else, and atomic between processes; those on many are plain copies, in which each element
 * is whole. An index or a range that is not in the array is an {@link IndexOutOfBoundsException}, before anything is
 * written. The array, and a slice of it, may be an argument of a target, and a part of one. After {@link #close()} by any
 * process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>Operators and streams are those of {@code int}, because the JDK has none for {@code byte}; a result is cut to a
 * {@code byte}, as by a cast.
 */
public final class SharedByteArray implements AutoCloseable {
    private final Cells cells;
    private final long base;
    private final long length;
    private final boolean whole;

    SharedByteArray(Extent extent) {
        this.cells = extent.cells();
        this.base = extent.base();
        this.length = extent.length();
        this.whole = extent.whole();
    }

    /** An array inside another thing. */
    static SharedByteArray view(Cells cells, long base, long length) {
        return new SharedByteArray(new Extent(cells, base, length, false));
    }

    /**
     * A new array of zeros.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedByteArray create(long length) {
        return new SharedByteArray(Handles.allocateArray(Kinds.ARRAY + Kinds.BYTE, length, Byte.BYTES));
    }

    /** A new array of these values. */
    public static SharedByteArray of(byte... values) {
        SharedByteArray array = create(values.length);
        array.copyFrom(values);
        return array;
    }

    /** How many elements it has. */
    public long length() {
        return length;
    }

    /** An element; {@code index} from 0 to {@link #length()} − 1. */
    public byte get(long index) {
        return Atomics.getByte(cells.bytes(), offset(index));
    }

    /** Sets an element. */
    public void set(long index, byte value) {
        Atomics.setByte(cells.bytes(), offset(index), value);
    }

    /** An element, read as a plain one. */
    public byte getPlain(long index) {
        return Relaxed.getPlainByte(cells.bytes(), offset(index));
    }

    /** Sets an element as a plain one: other threads and processes may see it late, and in any order. */
    public void setPlain(long index, byte value) {
        Relaxed.setPlainByte(cells.bytes(), offset(index), value);
    }

    /** An element; says nothing of the order of other reads. */
    public byte getOpaque(long index) {
        return Relaxed.getOpaqueByte(cells.bytes(), offset(index));
    }

    /** Sets an element; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(long index, byte value) {
        Relaxed.setOpaqueByte(cells.bytes(), offset(index), value);
    }

    /** An element; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public byte getAcquire(long index) {
        return Relaxed.getAcquireByte(cells.bytes(), offset(index));
    }

    /** Sets an element, after all that this thread has written before. */
    public void setRelease(long index, byte value) {
        Relaxed.setReleaseByte(cells.bytes(), offset(index), value);
    }

    /** Sets an element, atomically; what was there before comes back. */
    public byte getAndSet(long index, byte value) {
        return Atomics.getAndSetByte(cells.bytes(), offset(index), value);
    }

    /** Sets an element if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long index, byte expected, byte value) {
        return Atomics.compareAndSetByte(cells.bytes(), offset(index), expected, value);
    }

    /** Sets an element if it is {@code expected}, atomically; what was there before comes back. */
    public byte compareAndExchange(long index, byte expected, byte value) {
        return Atomics.compareAndExchangeByte(cells.bytes(), offset(index), expected, value);
    }

    /** Adds {@code delta} to an element, atomically; what was there before comes back. */
    public byte getAndAdd(long index, byte delta) {
        return Atomics.getAndAddByte(cells.bytes(), offset(index), delta);
    }

    /** Adds {@code delta} to an element, atomically; the sum comes back. */
    public byte addAndGet(long index, byte delta) {
        return (byte) (getAndAdd(index, delta) + delta);
    }

    /** Adds 1 to an element, atomically; what was there before comes back. */
    public byte getAndIncrement(long index) {
        return getAndAdd(index, (byte) 1);
    }

    /** Subtracts 1 from an element, atomically; what was there before comes back. */
    public byte getAndDecrement(long index) {
        return getAndAdd(index, (byte) -1);
    }

    /** Adds 1 to an element, atomically; the sum comes back. */
    public byte incrementAndGet(long index) {
        return addAndGet(index, (byte) 1);
    }

    /** Subtracts 1 from an element, atomically; the difference comes back. */
    public byte decrementAndGet(long index) {
        return addAndGet(index, (byte) -1);
    }

    /**
     * Replaces an element by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public byte getAndUpdate(long index, IntUnaryOperator operator) {
        while (true) {
            byte old = get(index);
            if (compareAndSet(index, old, (byte) operator.applyAsInt(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public byte updateAndGet(long index, IntUnaryOperator operator) {
        while (true) {
            byte old = get(index);
            byte value = (byte) operator.applyAsInt(old);
            if (compareAndSet(index, old, value)) {
                return value;
            }
        }
    }

    /** Replaces an element by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public byte getAndAccumulate(long index, byte operand, IntBinaryOperator operator) {
        return getAndUpdate(index, value -> operator.applyAsInt(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public byte accumulateAndGet(long index, byte operand, IntBinaryOperator operator) {
        return updateAndGet(index, value -> operator.applyAsInt(value, operand));
    }

    /** The sum of all elements, read as plain memory: what others are writing counts as before or after. */
    public long sum() {
        return Sums.exact(cells, base, length * Byte.BYTES, Sums::bytes);
    }

    /** As {@link #sum}, by all processors if the array is large. */
    public long parallelSum() {
        return Sums.exactInParallel(cells, base, length * Byte.BYTES, Sums::bytes);
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
    public SharedByteArray slice(long from, long to) {
        cells.check();
        Objects.checkFromToIndex(from, to, length);
        return view(cells, base + from * Byte.BYTES, to - from);
    }

    /** Sets all elements. */
    public void fill(byte value) {
        fill(0, length, value);
    }

    /** Sets the elements from {@code from} on and before {@code to}. */
    public void fill(long from, long to, byte value) {
        Objects.checkFromToIndex(from, to, length);
        Fills.bytes(cells, base + from * Byte.BYTES, (to - from) * Byte.BYTES, value);
    }

    /**
     * The elements as they are now.
     *
     * @throws IllegalStateException if they are more than a Java array can have
     */
    public byte[] toArray() {
        byte[] array = new byte[Copies.javaLength(length)];
        copyTo(0, array);
        return array;
    }

    /** Copies elements from {@code from} on, as many as {@code into} has room for. */
    public void copyTo(long from, byte[] into) {
        copyTo(from, into, 0, into.length);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on. */
    public void copyTo(long from, byte[] into, int at, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.out(cells, base + from * Byte.BYTES, ValueLayout.JAVA_BYTE, into, at, count);
    }

    /** Copies {@code count} elements from {@code from} on to {@code into}, from {@code at} on; the two may overlap. */
    public void copyTo(long from, SharedByteArray into, long at, long count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(at, count, into.length);
        Copies.between(cells, base + from * Byte.BYTES, into.cells, into.base + at * Byte.BYTES, count * Byte.BYTES);
    }

    /** Sets the first elements to these. */
    public void copyFrom(byte[] values) {
        copyFrom(values, 0);
    }

    /** Sets the elements from {@code to} on to these. */
    public void copyFrom(byte[] values, long to) {
        copyFrom(values, 0, to, values.length);
    }

    /** Sets {@code count} elements from {@code to} on to those of {@code values} from {@code from} on. */
    public void copyFrom(byte[] values, int from, long to, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(to, count, length);
        Copies.in(values, from, count, cells, base + to * Byte.BYTES, ValueLayout.JAVA_BYTE);
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
        return other instanceof SharedByteArray array
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
        return "SharedByteArray[" + length + "]" + cells.describe();
    }
}
