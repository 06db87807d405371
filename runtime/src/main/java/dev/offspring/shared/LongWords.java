package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code long} of a segment; atomic, between processes too. */
final class LongWords {
    private static final VarHandle WORD = JAVA_LONG.varHandle();

    private LongWords() {}

    static long get(MemorySegment memory, long offset) {
        return (long) WORD.getVolatile(memory, offset);
    }

    static long getPlain(MemorySegment memory, long offset) {
        return (long) WORD.get(memory, offset);
    }

    static long getAcquire(MemorySegment memory, long offset) {
        return (long) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, long value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, long value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, long value) {
        WORD.setRelease(memory, offset, value);
    }

    static long compareAndExchange(MemorySegment memory, long offset, long expected, long value) {
        return (long) WORD.compareAndExchange(memory, offset, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, long expected, long value) {
        return WORD.compareAndSet(memory, offset, expected, value);
    }

    static long getAndSet(MemorySegment memory, long offset, long value) {
        return (long) WORD.getAndSet(memory, offset, value);
    }

    static long getAndAdd(MemorySegment memory, long offset, long delta) {
        return (long) WORD.getAndAdd(memory, offset, delta);
    }

    static long addAndGet(MemorySegment memory, long offset, long delta) {
        return getAndAdd(memory, offset, delta) + delta;
    }
}
