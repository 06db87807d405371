package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * An array of {@code byte} that several processes share. Any thread of any process of the session may use it; single elements have the
 * operations of {@code java.util.concurrent.atomic}, and the bulk operations run at the speed of a plain array, without
 * ordering or atomicity. Closed by any process, it is closed for all.
 */
public final class SharedByteArray extends SharedArray<Byte> {
    private static final long STRIDE = Byte.BYTES;

    SharedByteArray(Block block, long base, long length, boolean ownsBlock) {
        super(block, base, length, STRIDE, ownsBlock);
    }

    /**
     * An array of zeros in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedByteArray create(long length) {
        return new SharedByteArray(allocate(Kinds.BYTE + Kinds.ARRAY, length, STRIDE), 0, length, true);
    }

    /** An array of these values in shared memory. */
    public static SharedByteArray of(byte... values) {
        SharedByteArray created = create(values.length);
        created.copyFrom(values);
        return created;
    }

    /** Reads an element as a volatile field is read. */
    public byte get(long index) {
        return ByteWords.get(memory, offset(index));
    }

    /** Writes the element as a volatile field is written. */
    public void set(long index, byte value) {
        ByteWords.set(memory, offset(index), value);
    }

    /** Reads the element without ordering. */
    public byte getPlain(long index) {
        return ByteWords.getPlain(memory, offset(index));
    }

    /** Writes the element without ordering. */
    public void setPlain(long index, byte value) {
        ByteWords.setPlain(memory, offset(index), value);
    }

    /** Reads the element: what its writer did before {@code setRelease} is seen after this. */
    public byte getAcquire(long index) {
        return ByteWords.getAcquire(memory, offset(index));
    }

    /** Writes the element after all that came before. */
    public void setRelease(long index, byte value) {
        ByteWords.setRelease(memory, offset(index), value);
    }

    /** Writes the element and returns what was there, atomically. */
    public byte getAndSet(long index, byte value) {
        return ByteWords.getAndSet(memory, offset(index), value);
    }

    /** Writes the element if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long index, byte expected, byte value) {
        return ByteWords.compareAndSet(memory, offset(index), expected, value);
    }

    /** Writes the element if it has the expected value, atomically, and returns what was there. */
    public byte compareAndExchange(long index, byte expected, byte value) {
        return ByteWords.compareAndExchange(memory, offset(index), expected, value);
    }

    /** Adds to the element and returns what was there, atomically. */
    public byte getAndAdd(long index, byte delta) {
        return ByteWords.getAndAdd(memory, offset(index), delta);
    }

    /** Adds to the element and returns the sum, atomically. */
    public byte addAndGet(long index, byte delta) {
        return ByteWords.addAndGet(memory, offset(index), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public byte getAndIncrement(long index) {
        return getAndAdd(index, (byte) 1);
    }

    /** Adds one and returns the sum, atomically. */
    public byte incrementAndGet(long index) {
        return addAndGet(index, (byte) 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public byte getAndDecrement(long index) {
        return getAndAdd(index, (byte) -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public byte decrementAndGet(long index) {
        return addAndGet(index, (byte) -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public byte getAndUpdate(long index, IntUnaryOperator function) {
        while (true) {
            byte before = get(index);
            byte after = (byte) function.applyAsInt(before);
            if (compareAndSet(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public byte updateAndGet(long index, IntUnaryOperator function) {
        while (true) {
            byte before = get(index);
            byte after = (byte) function.applyAsInt(before);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public byte getAndAccumulate(long index, byte value, IntBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public byte accumulateAndGet(long index, byte value, IntBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsInt(before, value));
    }

    /** A copy of all elements. */
    public byte[] toArray() {
        byte[] copy = new byte[intLength()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies all of {@code values} to the beginning. */
    public void copyFrom(byte[] values) {
        copyFrom(values, 0, 0, values.length);
    }

    /** Copies {@code count} values, beginning with {@code values[from]}, to the elements beginning with {@code at}. */
    public void copyFrom(byte[] values, int from, long at, int count) {
        checkRange(at, count, values.length, from);
        MemorySegment.copy(values, from, memory, JAVA_BYTE, base + at * STRIDE, count);
    }

    /** Copies {@code count} elements, beginning with {@code at}, to {@code into[from]} and what follows. */
    public void copyTo(long at, byte[] into, int from, int count) {
        checkRange(at, count, into.length, from);
        MemorySegment.copy(memory, JAVA_BYTE, base + at * STRIDE, into, from, count);
    }

    /** Writes the value to all elements. */
    public void fill(byte value) {
        block.check();
        memory.asSlice(base, length).fill(value);
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
            sum += segment.get(JAVA_BYTE, i);
        }
        return sum;
    }

    /** The elements in order, each as it is when it is reached. */
    @Override
    public Iterator<Byte> iterator() {
        return LongStream.range(0, length).mapToObj(this::get).iterator();
    }
}
