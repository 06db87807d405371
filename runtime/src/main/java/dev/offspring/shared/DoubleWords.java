package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code double} of a segment; atomic, between processes too. */
final class DoubleWords {
    private static final VarHandle WORD = JAVA_DOUBLE.varHandle();

    private DoubleWords() {}

    static double get(MemorySegment memory, long offset) {
        return (double) WORD.getVolatile(memory, offset);
    }

    static double getPlain(MemorySegment memory, long offset) {
        return (double) WORD.get(memory, offset);
    }

    static double getAcquire(MemorySegment memory, long offset) {
        return (double) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, double value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, double value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, double value) {
        WORD.setRelease(memory, offset, value);
    }

    static double compareAndExchange(MemorySegment memory, long offset, double expected, double value) {
        return (double) WORD.compareAndExchange(memory, offset, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, double expected, double value) {
        return WORD.compareAndSet(memory, offset, expected, value);
    }

    static double getAndSet(MemorySegment memory, long offset, double value) {
        return (double) WORD.getAndSet(memory, offset, value);
    }

    static double getAndAdd(MemorySegment memory, long offset, double delta) {
        double before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, before + delta));
        return before;
    }

    static double addAndGet(MemorySegment memory, long offset, double delta) {
        return getAndAdd(memory, offset, delta) + delta;
    }
}
