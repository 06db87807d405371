package dev.offspring.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Atomic words of a mapped segment: atomic between processes too. */
final class Words {
    private static final VarHandle INT = JAVA_INT.varHandle(), LONG = JAVA_LONG.varHandle();

    private Words() {}

    static int getInt(MemorySegment bytes, long offset) {
        return (int) INT.getVolatile(bytes, offset);
    }

    static void setInt(MemorySegment bytes, long offset, int value) {
        INT.setVolatile(bytes, offset, value);
    }

    static boolean compareAndSetInt(MemorySegment bytes, long offset, int expected, int value) {
        return INT.compareAndSet(bytes, offset, expected, value);
    }

    static int addInt(MemorySegment bytes, long offset, int delta) {
        return (int) INT.getAndAdd(bytes, offset, delta);
    }

    static long getLong(MemorySegment bytes, long offset) {
        return (long) LONG.getVolatile(bytes, offset);
    }

    static void setLong(MemorySegment bytes, long offset, long value) {
        LONG.setVolatile(bytes, offset, value);
    }

    static boolean compareAndSetLong(MemorySegment bytes, long offset, long expected, long value) {
        return LONG.compareAndSet(bytes, offset, expected, value);
    }

    static long addLong(MemorySegment bytes, long offset, long delta) {
        return (long) LONG.getAndAdd(bytes, offset, delta);
    }

    /** Returns the word as it was. */
    static long setBits(MemorySegment bytes, long offset, long bits) {
        return (long) LONG.getAndBitwiseOr(bytes, offset, bits);
    }

    static long clearBits(MemorySegment bytes, long offset, long bits) {
        return (long) LONG.getAndBitwiseAnd(bytes, offset, ~bits);
    }
}
