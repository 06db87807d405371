package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Atomic operations on the eight primitive types in shared bytes, atomic between processes as between threads.
 *
 * <p>The JDK gives them for int and long; for float and double but for addition; for the smaller types it reads and writes
 * only. What is missing is a loop of compare-and-exchange, on the aligned int that a smaller type lies in where need be.
 */
final class Atomics {
    private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();
    private static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle();
    private static final VarHandle CHAR = ValueLayout.JAVA_CHAR.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle FLOAT = ValueLayout.JAVA_FLOAT.varHandle();
    private static final VarHandle DOUBLE = ValueLayout.JAVA_DOUBLE.varHandle();

    private static final int BYTE_MASK = 0xFF;
    private static final int SHORT_MASK = 0xFFFF;
    private static final boolean LITTLE_ENDIAN =
            java.nio.ByteOrder.nativeOrder().equals(java.nio.ByteOrder.LITTLE_ENDIAN);

    private Atomics() {}

    /**
     * Compares and exchanges {@code mask} bits of the int around {@code offset}; what was there comes back.
     *
     * <p>The payload of a block begins at a multiple of 64 and is padded to one, so that the int is the block's own.
     */
    private static int exchange(MemorySegment bytes, long offset, int mask, int expected, int value) {
        long word = offset & ~3L;
        int width = mask == BYTE_MASK ? Byte.BYTES : Short.BYTES;
        int place = (int) (offset & 3);
        int shift = Byte.SIZE * (LITTLE_ENDIAN ? place : Integer.BYTES - width - place);
        while (true) {
            int old = (int) INT.getVolatile(bytes, word);
            int there = (old >>> shift) & mask;
            if (there != (expected & mask)) {
                return there;
            }
            int changed = (old & ~(mask << shift)) | ((value & mask) << shift);
            if (INT.compareAndSet(bytes, word, old, changed)) {
                return there;
            }
        }
    }

    static boolean getBoolean(MemorySegment bytes, long offset) {
        return (byte) BYTE.getVolatile(bytes, offset) != 0;
    }

    static void setBoolean(MemorySegment bytes, long offset, boolean value) {
        BYTE.setVolatile(bytes, offset, (byte) (value ? 1 : 0));
    }

    static boolean compareAndExchangeBoolean(MemorySegment bytes, long offset, boolean expected, boolean value) {
        return exchange(bytes, offset, BYTE_MASK, expected ? 1 : 0, value ? 1 : 0) != 0;
    }

    static boolean getAndSetBoolean(MemorySegment bytes, long offset, boolean value) {
        boolean old = getBoolean(bytes, offset);
        while (!compareAndSetBoolean(bytes, offset, old, value)) {
            old = getBoolean(bytes, offset);
        }
        return old;
    }

    static boolean compareAndSetBoolean(MemorySegment bytes, long offset, boolean expected, boolean value) {
        return compareAndExchangeBoolean(bytes, offset, expected, value) == expected;
    }

    static byte getByte(MemorySegment bytes, long offset) {
        return (byte) BYTE.getVolatile(bytes, offset);
    }

    static void setByte(MemorySegment bytes, long offset, byte value) {
        BYTE.setVolatile(bytes, offset, value);
    }

    static byte compareAndExchangeByte(MemorySegment bytes, long offset, byte expected, byte value) {
        return (byte) exchange(bytes, offset, BYTE_MASK, expected, value);
    }

    static byte getAndSetByte(MemorySegment bytes, long offset, byte value) {
        byte old = getByte(bytes, offset);
        while (!compareAndSetByte(bytes, offset, old, value)) {
            old = getByte(bytes, offset);
        }
        return old;
    }

    static boolean compareAndSetByte(MemorySegment bytes, long offset, byte expected, byte value) {
        return compareAndExchangeByte(bytes, offset, expected, value) == expected;
    }

    static byte getAndAddByte(MemorySegment bytes, long offset, byte delta) {
        byte old = getByte(bytes, offset);
        while (!compareAndSetByte(bytes, offset, old, (byte) (old + delta))) {
            old = getByte(bytes, offset);
        }
        return old;
    }

    static short getShort(MemorySegment bytes, long offset) {
        return (short) SHORT.getVolatile(bytes, offset);
    }

    static void setShort(MemorySegment bytes, long offset, short value) {
        SHORT.setVolatile(bytes, offset, value);
    }

    static short compareAndExchangeShort(MemorySegment bytes, long offset, short expected, short value) {
        return (short) exchange(bytes, offset, SHORT_MASK, expected, value);
    }

    static short getAndSetShort(MemorySegment bytes, long offset, short value) {
        short old = getShort(bytes, offset);
        while (!compareAndSetShort(bytes, offset, old, value)) {
            old = getShort(bytes, offset);
        }
        return old;
    }

    static boolean compareAndSetShort(MemorySegment bytes, long offset, short expected, short value) {
        return compareAndExchangeShort(bytes, offset, expected, value) == expected;
    }

    static short getAndAddShort(MemorySegment bytes, long offset, short delta) {
        short old = getShort(bytes, offset);
        while (!compareAndSetShort(bytes, offset, old, (short) (old + delta))) {
            old = getShort(bytes, offset);
        }
        return old;
    }

    static char getChar(MemorySegment bytes, long offset) {
        return (char) CHAR.getVolatile(bytes, offset);
    }

    static void setChar(MemorySegment bytes, long offset, char value) {
        CHAR.setVolatile(bytes, offset, value);
    }

    static char compareAndExchangeChar(MemorySegment bytes, long offset, char expected, char value) {
        return (char) exchange(bytes, offset, SHORT_MASK, expected, value);
    }

    static char getAndSetChar(MemorySegment bytes, long offset, char value) {
        char old = getChar(bytes, offset);
        while (!compareAndSetChar(bytes, offset, old, value)) {
            old = getChar(bytes, offset);
        }
        return old;
    }

    static boolean compareAndSetChar(MemorySegment bytes, long offset, char expected, char value) {
        return compareAndExchangeChar(bytes, offset, expected, value) == expected;
    }

    static char getAndAddChar(MemorySegment bytes, long offset, int delta) {
        char old = getChar(bytes, offset);
        while (!compareAndSetChar(bytes, offset, old, (char) (old + delta))) {
            old = getChar(bytes, offset);
        }
        return old;
    }

    static int getInt(MemorySegment bytes, long offset) {
        return (int) INT.getVolatile(bytes, offset);
    }

    static void setInt(MemorySegment bytes, long offset, int value) {
        INT.setVolatile(bytes, offset, value);
    }

    static int compareAndExchangeInt(MemorySegment bytes, long offset, int expected, int value) {
        return (int) INT.compareAndExchange(bytes, offset, expected, value);
    }

    static int getAndSetInt(MemorySegment bytes, long offset, int value) {
        return (int) INT.getAndSet(bytes, offset, value);
    }

    static boolean compareAndSetInt(MemorySegment bytes, long offset, int expected, int value) {
        return INT.compareAndSet(bytes, offset, expected, value);
    }

    static int getAndAddInt(MemorySegment bytes, long offset, int delta) {
        return (int) INT.getAndAdd(bytes, offset, delta);
    }

    static long getLong(MemorySegment bytes, long offset) {
        return (long) LONG.getVolatile(bytes, offset);
    }

    static void setLong(MemorySegment bytes, long offset, long value) {
        LONG.setVolatile(bytes, offset, value);
    }

    static long compareAndExchangeLong(MemorySegment bytes, long offset, long expected, long value) {
        return (long) LONG.compareAndExchange(bytes, offset, expected, value);
    }

    static long getAndSetLong(MemorySegment bytes, long offset, long value) {
        return (long) LONG.getAndSet(bytes, offset, value);
    }

    static boolean compareAndSetLong(MemorySegment bytes, long offset, long expected, long value) {
        return LONG.compareAndSet(bytes, offset, expected, value);
    }

    static long getAndAddLong(MemorySegment bytes, long offset, long delta) {
        return (long) LONG.getAndAdd(bytes, offset, delta);
    }

    static float getFloat(MemorySegment bytes, long offset) {
        return (float) FLOAT.getVolatile(bytes, offset);
    }

    static void setFloat(MemorySegment bytes, long offset, float value) {
        FLOAT.setVolatile(bytes, offset, value);
    }

    static float compareAndExchangeFloat(MemorySegment bytes, long offset, float expected, float value) {
        return (float) FLOAT.compareAndExchange(bytes, offset, expected, value);
    }

    static float getAndSetFloat(MemorySegment bytes, long offset, float value) {
        return (float) FLOAT.getAndSet(bytes, offset, value);
    }

    static boolean compareAndSetFloat(MemorySegment bytes, long offset, float expected, float value) {
        return FLOAT.compareAndSet(bytes, offset, expected, value);
    }

    static float getAndAddFloat(MemorySegment bytes, long offset, float delta) {
        float old = getFloat(bytes, offset);
        while (!compareAndSetFloat(bytes, offset, old, old + delta)) {
            old = getFloat(bytes, offset);
        }
        return old;
    }

    static double getDouble(MemorySegment bytes, long offset) {
        return (double) DOUBLE.getVolatile(bytes, offset);
    }

    static void setDouble(MemorySegment bytes, long offset, double value) {
        DOUBLE.setVolatile(bytes, offset, value);
    }

    static double compareAndExchangeDouble(MemorySegment bytes, long offset, double expected, double value) {
        return (double) DOUBLE.compareAndExchange(bytes, offset, expected, value);
    }

    static double getAndSetDouble(MemorySegment bytes, long offset, double value) {
        return (double) DOUBLE.getAndSet(bytes, offset, value);
    }

    static boolean compareAndSetDouble(MemorySegment bytes, long offset, double expected, double value) {
        return DOUBLE.compareAndSet(bytes, offset, expected, value);
    }

    static double getAndAddDouble(MemorySegment bytes, long offset, double delta) {
        double old = getDouble(bytes, offset);
        while (!compareAndSetDouble(bytes, offset, old, old + delta)) {
            old = getDouble(bytes, offset);
        }
        return old;
    }
}
