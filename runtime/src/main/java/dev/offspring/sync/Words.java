package dev.offspring.sync;

import dev.offspring.memory.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Ints and longs in shared memory: reads and writes as of volatile fields, and each write a step that a test can stop at. */
final class Words {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private Words() {}

    static int getInt(MemorySegment bytes, long offset) {
        return (int) INT.getVolatile(bytes, offset);
    }

    static void setInt(MemorySegment bytes, long offset, int value) {
        Step.before();
        INT.setVolatile(bytes, offset, value);
    }

    static boolean compareAndSet(MemorySegment bytes, long offset, int expected, int value) {
        Step.before();
        return INT.compareAndSet(bytes, offset, expected, value);
    }

    static long getLong(MemorySegment bytes, long offset) {
        return (long) LONG.getVolatile(bytes, offset);
    }

    static void setLong(MemorySegment bytes, long offset, long value) {
        Step.before();
        LONG.setVolatile(bytes, offset, value);
    }

    static boolean compareAndSet(MemorySegment bytes, long offset, long expected, long value) {
        Step.before();
        return LONG.compareAndSet(bytes, offset, expected, value);
    }

    static long getAndAdd(MemorySegment bytes, long offset, long delta) {
        Step.before();
        return (long) LONG.getAndAdd(bytes, offset, delta);
    }
}
