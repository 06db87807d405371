package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * What arrays of all primitive types have in common.
 *
 * @param <E> the box of an element, for iteration
 */
abstract class SharedArray<E> extends Shared implements Iterable<E> {
    /** Elements that are summed in one loop: its counter is an int, which the compiler unrolls best. */
    static final long BATCH = 1 << 20;

    private static final long SHOWN = 8;

    final long length;
    private final long stride;

    SharedArray(Block block, long base, long length, long stride, boolean ownsBlock) {
        super(block, base, ownsBlock);
        Objects.checkFromIndexSize(base, Math.multiplyExact(length, stride), block.segment().byteSize());
        this.length = length;
        this.stride = stride;
    }

    static Block allocate(int kind, long length, long stride) {
        if (length < 0) {
            throw new IllegalArgumentException("length=" + length);
        }
        return allocate(kind, Math.multiplyExact(length, stride));
    }

    /** How many elements. */
    public final long length() {
        return length;
    }

    /**
     * The elements as they lie in memory, for bulk work. It is not to be used after the array is closed: the bytes may then
     * belong to something else.
     */
    public final MemorySegment segment() {
        block.check();
        return memory.asSlice(base, length * stride);
    }

    final MemorySegment batch(long from) {
        block.check();
        return memory.asSlice(base + from * stride, Math.min(BATCH, length - from) * stride);
    }

    final long offset(long index) {
        block.check();
        return base + Objects.checkIndex(index, length) * stride;
    }

    final int intLength() {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("too long for a Java array: length=" + length);
        }
        return (int) length;
    }

    final void checkRange(long at, int count, int arrayLength, int from) {
        block.check();
        Objects.checkFromIndexSize(at, count, length);
        Objects.checkFromIndexSize(from, count, arrayLength);
    }

    @Override
    final String content() {
        StringBuilder text = new StringBuilder("length=").append(length);
        long shown = 0;
        for (E element : this) {
            if (shown == SHOWN) {
                return text.append(", …").toString();
            }
            text.append(shown++ == 0 ? ": " : ", ").append(element);
        }
        return text.toString();
    }
}
