package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * An array of {@code boolean} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedBooleanArray extends SharedArray<Boolean> {
    private static final long STRIDE = Byte.BYTES;

    SharedBooleanArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of {@code false} in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedBooleanArray create(long length) {
        return new SharedBooleanArray(allocate(Kinds.BOOLEAN + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedBooleanArray of(boolean... values) {
        SharedBooleanArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public boolean get(long index) {
        return BooleanWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, boolean value) {
        BooleanWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public boolean getPlain(long index) {
        return BooleanWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, boolean value) {
        BooleanWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public boolean getAcquire(long index) {
        return BooleanWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, boolean value) {
        BooleanWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public boolean getAndSet(long index, boolean value) {
        return BooleanWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, boolean expected, boolean value) {
        return BooleanWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public boolean compareAndExchange(long index, boolean expected, boolean value) {
        return BooleanWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** A copy of all elements. */
    public boolean[] toArray() {
        boolean[] copy = new boolean[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(boolean[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(boolean[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        for (int i = 0; i < count; i++) {
            memory.set(JAVA_BOOLEAN, base + at + i, values[from + i]);
        }
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, boolean[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        for (int i = 0; i < count; i++) {
            into[from + i] = memory.get(JAVA_BOOLEAN, base + at + i);
        }
    }

    /** Writes the value to all elements. */
    public void fill(boolean value) {
        block.check();
        memory.asSlice(base, length).fill((byte) (value ? 1 : 0));
    }

    /** How many are true. */
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
            sum += segment.get(JAVA_BOOLEAN, i) ? 1 : 0;
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Boolean> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
