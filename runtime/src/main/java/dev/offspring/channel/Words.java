package dev.offspring.channel;

import dev.offspring.memory.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Longs, ints and bytes in shared memory; each store is a step that a test can stop at. */
final class Words {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle LONG_OF_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Up to here copying word by word is faster than a call. */
    private static final int SHORT = 16;

    private Words() {}

    static int getInt(MemorySegment bytes, long offset) {
        return (int) INT.getVolatile(bytes, offset);
    }

    static void setInt(MemorySegment bytes, long offset, int value) {
        Step.before();
        INT.setVolatile(bytes, offset, value);
    }

    static long get(MemorySegment bytes, long offset) {
        return (long) LONG.get(bytes, offset);
    }

    static long getAcquire(MemorySegment bytes, long offset) {
        return (long) LONG.getAcquire(bytes, offset);
    }

    static long getVolatile(MemorySegment bytes, long offset) {
        return (long) LONG.getVolatile(bytes, offset);
    }

    /** What nobody else reads before a later {@link #setRelease}. */
    static void set(MemorySegment bytes, long offset, long value) {
        Step.before();
        LONG.set(bytes, offset, value);
    }

    static void setRelease(MemorySegment bytes, long offset, long value) {
        Step.before();
        LONG.setRelease(bytes, offset, value);
    }

    static boolean compareAndSet(MemorySegment bytes, long offset, long expected, long value) {
        Step.before();
        return LONG.compareAndSet(bytes, offset, expected, value);
    }

    static long getAndAdd(MemorySegment bytes, long offset, long delta) {
        Step.before();
        return (long) LONG.getAndAdd(bytes, offset, delta);
    }

    /** Copies {@code length} bytes, and what stands behind them up to the next multiple of 8. */
    static void copyIn(byte[] from, int at, MemorySegment bytes, long offset, int length) {
        Step.before();
        if (length > SHORT || at + StreamLayout.padded(length) > from.length) {
            MemorySegment.copy(from, at, bytes, ValueLayout.JAVA_BYTE, offset, length);
            return;
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            LONG.set(bytes, offset + i, (long) LONG_OF_BYTES.get(from, at + i));
        }
    }

    /** Copies all bytes. */
    static void copyIn(MemorySegment from, MemorySegment bytes, long offset) {
        Step.before();
        MemorySegment.copy(from, 0, bytes, offset, from.byteSize());
    }

    /** Copies {@code length} bytes; {@code into} has room for the next multiple of 8. */
    static void copyOut(MemorySegment bytes, long offset, byte[] into, int at, int length) {
        if (length > SHORT) {
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, into, at, length);
            return;
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            LONG_OF_BYTES.set(into, at + i, (long) LONG.get(bytes, offset + i));
        }
    }
}
