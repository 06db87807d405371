package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code int} of a segment; atomic, between processes too. */
final class IntWords {
    private static final VarHandle WORD = JAVA_INT.varHandle();

    private IntWords() {}

    static int get(MemorySegment memory, long offset) {
        return (int) WORD.getVolatile(memory, offset);
    }

    static int getPlain(MemorySegment memory, long offset) {
        return (int) WORD.get(memory, offset);
    }

    static int getAcquire(MemorySegment memory, long offset) {
        return (int) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, int value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, int value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, int value) {
        WORD.setRelease(memory, offset, value);
    }

    static int compareAndExchange(MemorySegment memory, long offset, int expected, int value) {
        return (int) WORD.compareAndExchange(memory, offset, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, int expected, int value) {
        return WORD.compareAndSet(memory, offset, expected, value);
    }

    static int getAndSet(MemorySegment memory, long offset, int value) {
        return (int) WORD.getAndSet(memory, offset, value);
    }

    static int getAndAdd(MemorySegment memory, long offset, int delta) {
        return (int) WORD.getAndAdd(memory, offset, delta);
    }

    static int addAndGet(MemorySegment memory, long offset, int delta) {
        return getAndAdd(memory, offset, delta) + delta;
    }
}
