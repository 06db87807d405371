package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code float} of a segment; atomic, between processes too. */
final class FloatWords {
    private static final VarHandle WORD = JAVA_FLOAT.varHandle();

    private FloatWords() {}

    static float get(MemorySegment memory, long offset) {
        return (float) WORD.getVolatile(memory, offset);
    }

    static float getPlain(MemorySegment memory, long offset) {
        return (float) WORD.get(memory, offset);
    }

    static float getAcquire(MemorySegment memory, long offset) {
        return (float) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, float value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, float value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, float value) {
        WORD.setRelease(memory, offset, value);
    }

    static float compareAndExchange(MemorySegment memory, long offset, float expected, float value) {
        return (float) WORD.compareAndExchange(memory, offset, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, float expected, float value) {
        return WORD.compareAndSet(memory, offset, expected, value);
    }

    static float getAndSet(MemorySegment memory, long offset, float value) {
        return (float) WORD.getAndSet(memory, offset, value);
    }

    static float getAndAdd(MemorySegment memory, long offset, float delta) {
        float before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, before + delta));
        return before;
    }

    static float addAndGet(MemorySegment memory, long offset, float delta) {
        return getAndAdd(memory, offset, delta) + delta;
    }
}
