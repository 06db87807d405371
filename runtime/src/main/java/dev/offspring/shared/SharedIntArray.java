package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * An array of {@code int} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedIntArray extends SharedArray<Integer> {
    private static final long STRIDE = Integer.BYTES;

    SharedIntArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of zeros in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedIntArray create(long length) {
        return new SharedIntArray(allocate(Kinds.INT + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedIntArray of(int... values) {
        SharedIntArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public int get(long index) {
        return IntWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, int value) {
        IntWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public int getPlain(long index) {
        return IntWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, int value) {
        IntWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public int getAcquire(long index) {
        return IntWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, int value) {
        IntWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public int getAndSet(long index, int value) {
        return IntWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, int expected, int value) {
        return IntWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public int compareAndExchange(long index, int expected, int value) {
        return IntWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** Adds to the element and returns what was there, atomically. */
    public int getAndAdd(long index, int delta) {
        return IntWords.getAndAdd(memory, offset(index), delta);
    }

    /** Adds to the element and returns the sum, atomically. */
    public int addAndGet(long index, int delta) {
        return IntWords.addAndGet(memory, offset(index), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public int getAndIncrement(long index) {
        return getAndAdd(index, 1);
    }

    /** Adds one and returns the sum, atomically. */
    public int incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public int getAndDecrement(long index) {
        return getAndAdd(index, -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public int decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public int getAndUpdate(long index, IntUnaryOperator function) {
        while (true) {
            int before = get(index);
            int after = function.applyAsInt(before);
            if (compareAndSet(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public int updateAndGet(long index, IntUnaryOperator function) {
        while (true) {
            int before = get(index);
            int after = function.applyAsInt(before);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public int getAndAccumulate(long index, int value, IntBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public int accumulateAndGet(long index, int value, IntBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsInt(before, value));
    }

    /** A copy of all elements. */
    public int[] toArray() {
        int[] copy = new int[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(int[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(int[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        MemorySegment.copy(values, from, memory, JAVA_INT, base + at * STRIDE, count);
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, int[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        MemorySegment.copy(memory, JAVA_INT, base + at * STRIDE, into, from, count);
    }

    /** Writes the value to all elements. */
    public void fill(int value) {
        block.check();
        for (long i = 0; i < length; i++) {
            memory.set(JAVA_INT, base + i * STRIDE, value);
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
            sum += segment.get(JAVA_INT, i * STRIDE);
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Integer> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
