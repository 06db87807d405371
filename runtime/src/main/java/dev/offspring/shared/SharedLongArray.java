package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * An array of {@code long} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedLongArray extends SharedArray<Long> {
    private static final long STRIDE = Long.BYTES;

    SharedLongArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of zeros in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedLongArray create(long length) {
        return new SharedLongArray(allocate(Kinds.LONG + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedLongArray of(long... values) {
        SharedLongArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public long get(long index) {
        return LongWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, long value) {
        LongWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public long getPlain(long index) {
        return LongWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, long value) {
        LongWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public long getAcquire(long index) {
        return LongWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, long value) {
        LongWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public long getAndSet(long index, long value) {
        return LongWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, long expected, long value) {
        return LongWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public long compareAndExchange(long index, long expected, long value) {
        return LongWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** Adds to the element and returns what was there, atomically. */
    public long getAndAdd(long index, long delta) {
        return LongWords.getAndAdd(memory, offset(index), delta);
    }

    /** Adds to the element and returns the sum, atomically. */
    public long addAndGet(long index, long delta) {
        return LongWords.addAndGet(memory, offset(index), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public long getAndIncrement(long index) {
        return getAndAdd(index, 1);
    }

    /** Adds one and returns the sum, atomically. */
    public long incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public long getAndDecrement(long index) {
        return getAndAdd(index, -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public long decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public long getAndUpdate(long index, LongUnaryOperator function) {
        while (true) {
            long before = get(index);
            long after = function.applyAsLong(before);
            if (compareAndSet(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public long updateAndGet(long index, LongUnaryOperator function) {
        while (true) {
            long before = get(index);
            long after = function.applyAsLong(before);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public long getAndAccumulate(long index, long value, LongBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsLong(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public long accumulateAndGet(long index, long value, LongBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsLong(before, value));
    }

    /** A copy of all elements. */
    public long[] toArray() {
        long[] copy = new long[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(long[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(long[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        MemorySegment.copy(values, from, memory, JAVA_LONG, base + at * STRIDE, count);
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, long[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        MemorySegment.copy(memory, JAVA_LONG, base + at * STRIDE, into, from, count);
    }

    /** Writes the value to all elements. */
    public void fill(long value) {
        block.check();
        for (long i = 0; i < length; i++) {
            memory.set(JAVA_LONG, base + i * STRIDE, value);
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
            sum += segment.get(JAVA_LONG, i * STRIDE);
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Long> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
