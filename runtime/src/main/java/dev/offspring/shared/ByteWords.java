package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code byte} of a segment; atomic, between processes too. */
final class ByteWords {
    private static final VarHandle WORD = JAVA_BYTE.varHandle();

    private ByteWords() {}

    static byte get(MemorySegment memory, long offset) {
        return (byte) WORD.getVolatile(memory, offset);
    }

    static byte getPlain(MemorySegment memory, long offset) {
        return (byte) WORD.get(memory, offset);
    }

    static byte getAcquire(MemorySegment memory, long offset) {
        return (byte) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, byte value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, byte value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, byte value) {
        WORD.setRelease(memory, offset, value);
    }

    static byte compareAndExchange(MemorySegment memory, long offset, byte expected, byte value) {
        return (byte) Narrow.exchange(memory, offset, Byte.BYTES, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, byte expected, byte value) {
        return compareAndExchange(memory, offset, expected, value) == expected;
    }

    static byte getAndSet(MemorySegment memory, long offset, byte value) {
        byte before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, value));
        return before;
    }

    static byte getAndAdd(MemorySegment memory, long offset, byte delta) {
        byte before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, (byte) (before + delta)));
        return before;
    }

    static byte addAndGet(MemorySegment memory, long offset, byte delta) {
        return (byte) (getAndAdd(memory, offset, delta) + delta);
    }
}
