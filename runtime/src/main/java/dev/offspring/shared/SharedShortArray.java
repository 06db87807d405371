package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * An array of {@code short} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedShortArray extends SharedArray<Short> {
    private static final long STRIDE = Short.BYTES;

    SharedShortArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of zeros in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedShortArray create(long length) {
        return new SharedShortArray(allocate(Kinds.SHORT + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedShortArray of(short... values) {
        SharedShortArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public short get(long index) {
        return ShortWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, short value) {
        ShortWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public short getPlain(long index) {
        return ShortWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, short value) {
        ShortWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public short getAcquire(long index) {
        return ShortWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, short value) {
        ShortWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public short getAndSet(long index, short value) {
        return ShortWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, short expected, short value) {
        return ShortWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public short compareAndExchange(long index, short expected, short value) {
        return ShortWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** Adds to the element and returns what was there, atomically. */
    public short getAndAdd(long index, short delta) {
        return ShortWords.getAndAdd(memory, offset(index), delta);
    }

    /** Adds to the element and returns the sum, atomically. */
    public short addAndGet(long index, short delta) {
        return ShortWords.addAndGet(memory, offset(index), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public short getAndIncrement(long index) {
        return getAndAdd(index, (short) 1);
    }

    /** Adds one and returns the sum, atomically. */
    public short incrementAndGet(long index) {
        return addAndGet(index, (short) 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public short getAndDecrement(long index) {
        return getAndAdd(index, (short) -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public short decrementAndGet(long index) {
        return addAndGet(index, (short) -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public short getAndUpdate(long index, IntUnaryOperator function) {
        while (true) {
            short before = get(index);
            short after = (short) function.applyAsInt(before);
            if (compareAndSet(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public short updateAndGet(long index, IntUnaryOperator function) {
        while (true) {
            short before = get(index);
            short after = (short) function.applyAsInt(before);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public short getAndAccumulate(long index, short value, IntBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public short accumulateAndGet(long index, short value, IntBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsInt(before, value));
    }

    /** A copy of all elements. */
    public short[] toArray() {
        short[] copy = new short[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(short[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(short[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        MemorySegment.copy(values, from, memory, JAVA_SHORT, base + at * STRIDE, count);
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, short[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        MemorySegment.copy(memory, JAVA_SHORT, base + at * STRIDE, into, from, count);
    }

    /** Writes the value to all elements. */
    public void fill(short value) {
        block.check();
        for (long i = 0; i < length; i++) {
            memory.set(JAVA_SHORT, base + i * STRIDE, value);
        }
    }

    /** All elements added up. */
    public long sum() {
        long sum = 0;
        for (long from = 0; from < length; from += BATCH) {
            sum += sum(batch(from));
        }
        return sum;
    }

    private static long sum(MemorySegment segment) {
        int count = (int) (segment.byteSize() / STRIDE);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += segment.get(JAVA_SHORT, i * STRIDE);
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Short> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
