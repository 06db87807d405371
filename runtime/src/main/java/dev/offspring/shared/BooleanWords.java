package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code boolean} of a segment; atomic, between processes too. */
final class BooleanWords {
    private static final VarHandle WORD = JAVA_BOOLEAN.varHandle();

    private BooleanWords() {}

    static boolean get(MemorySegment memory, long offset) {
        return (boolean) WORD.getVolatile(memory, offset);
    }

    static boolean getPlain(MemorySegment memory, long offset) {
        return (boolean) WORD.get(memory, offset);
    }

    static boolean getAcquire(MemorySegment memory, long offset) {
        return (boolean) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, boolean value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, boolean value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, boolean value) {
        WORD.setRelease(memory, offset, value);
    }

    static boolean compareAndExchange(MemorySegment memory, long offset, boolean expected, boolean value) {
        return Narrow.exchange(memory, offset, Byte.BYTES, expected ? 1 : 0, value ? 1 : 0) != 0;
    }

    static boolean compareAndSet(MemorySegment memory, long offset, boolean expected, boolean value) {
        return compareAndExchange(memory, offset, expected, value) == expected;
    }

    static boolean getAndSet(MemorySegment memory, long offset, boolean value) {
        boolean before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, value));
        return before;
    }
}
