package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code short} of a segment; atomic, between processes too. */
final class ShortWords {
    private static final VarHandle WORD = JAVA_SHORT.varHandle();

    private ShortWords() {}

    static short get(MemorySegment memory, long offset) {
        return (short) WORD.getVolatile(memory, offset);
    }

    static short getPlain(MemorySegment memory, long offset) {
        return (short) WORD.get(memory, offset);
    }

    static short getAcquire(MemorySegment memory, long offset) {
        return (short) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, short value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, short value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, short value) {
        WORD.setRelease(memory, offset, value);
    }

    static short compareAndExchange(MemorySegment memory, long offset, short expected, short value) {
        return (short) Narrow.exchange(memory, offset, Short.BYTES, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, short expected, short value) {
        return compareAndExchange(memory, offset, expected, value) == expected;
    }

    static short getAndSet(MemorySegment memory, long offset, short value) {
        short before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, value));
        return before;
    }

    static short getAndAdd(MemorySegment memory, long offset, short delta) {
        short before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, (short) (before + delta)));
        return before;
    }

    static short addAndGet(MemorySegment memory, long offset, short delta) {
        return (short) (getAndAdd(memory, offset, delta) + delta);
    }
}
