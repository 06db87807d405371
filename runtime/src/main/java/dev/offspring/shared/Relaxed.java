package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Reads and writes that promise less than those of a volatile field, as {@link VarHandle} names them. */
final class Relaxed {
    private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();
    private static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle();
    private static final VarHandle CHAR = ValueLayout.JAVA_CHAR.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle FLOAT = ValueLayout.JAVA_FLOAT.varHandle();
    private static final VarHandle DOUBLE = ValueLayout.JAVA_DOUBLE.varHandle();

    private Relaxed() {}

    static boolean getPlainBoolean(MemorySegment bytes, long offset) {
        return (byte) BYTE.get(bytes, offset) != 0;
    }

    static void setPlainBoolean(MemorySegment bytes, long offset, boolean value) {
        BYTE.set(bytes, offset, (byte) (value ? 1 : 0));
    }

    static boolean getOpaqueBoolean(MemorySegment bytes, long offset) {
        return (byte) BYTE.getOpaque(bytes, offset) != 0;
    }

    static void setOpaqueBoolean(MemorySegment bytes, long offset, boolean value) {
        BYTE.setOpaque(bytes, offset, (byte) (value ? 1 : 0));
    }

    static boolean getAcquireBoolean(MemorySegment bytes, long offset) {
        return (byte) BYTE.getAcquire(bytes, offset) != 0;
    }

    static void setReleaseBoolean(MemorySegment bytes, long offset, boolean value) {
        BYTE.setRelease(bytes, offset, (byte) (value ? 1 : 0));
    }

    static byte getPlainByte(MemorySegment bytes, long offset) {
        return (byte) BYTE.get(bytes, offset);
    }

    static void setPlainByte(MemorySegment bytes, long offset, byte value) {
        BYTE.set(bytes, offset, value);
    }

    static byte getOpaqueByte(MemorySegment bytes, long offset) {
        return (byte) BYTE.getOpaque(bytes, offset);
    }

    static void setOpaqueByte(MemorySegment bytes, long offset, byte value) {
        BYTE.setOpaque(bytes, offset, value);
    }

    static byte getAcquireByte(MemorySegment bytes, long offset) {
        return (byte) BYTE.getAcquire(bytes, offset);
    }

    static void setReleaseByte(MemorySegment bytes, long offset, byte value) {
        BYTE.setRelease(bytes, offset, value);
    }

    static short getPlainShort(MemorySegment bytes, long offset) {
        return (short) SHORT.get(bytes, offset);
    }

    static void setPlainShort(MemorySegment bytes, long offset, short value) {
        SHORT.set(bytes, offset, value);
    }

    static short getOpaqueShort(MemorySegment bytes, long offset) {
        return (short) SHORT.getOpaque(bytes, offset);
    }

    static void setOpaqueShort(MemorySegment bytes, long offset, short value) {
        SHORT.setOpaque(bytes, offset, value);
    }

    static short getAcquireShort(MemorySegment bytes, long offset) {
        return (short) SHORT.getAcquire(bytes, offset);
    }

    static void setReleaseShort(MemorySegment bytes, long offset, short value) {
        SHORT.setRelease(bytes, offset, value);
    }

    static char getPlainChar(MemorySegment bytes, long offset) {
        return (char) CHAR.get(bytes, offset);
    }

    static void setPlainChar(MemorySegment bytes, long offset, char value) {
        CHAR.set(bytes, offset, value);
    }

    static char getOpaqueChar(MemorySegment bytes, long offset) {
        return (char) CHAR.getOpaque(bytes, offset);
    }

    static void setOpaqueChar(MemorySegment bytes, long offset, char value) {
        CHAR.setOpaque(bytes, offset, value);
    }

    static char getAcquireChar(MemorySegment bytes, long offset) {
        return (char) CHAR.getAcquire(bytes, offset);
    }

    static void setReleaseChar(MemorySegment bytes, long offset, char value) {
        CHAR.setRelease(bytes, offset, value);
    }

    static int getPlainInt(MemorySegment bytes, long offset) {
        return (int) INT.get(bytes, offset);
    }

    static void setPlainInt(MemorySegment bytes, long offset, int value) {
        INT.set(bytes, offset, value);
    }

    static int getOpaqueInt(MemorySegment bytes, long offset) {
        return (int) INT.getOpaque(bytes, offset);
    }

    static void setOpaqueInt(MemorySegment bytes, long offset, int value) {
        INT.setOpaque(bytes, offset, value);
    }

    static int getAcquireInt(MemorySegment bytes, long offset) {
        return (int) INT.getAcquire(bytes, offset);
    }

    static void setReleaseInt(MemorySegment bytes, long offset, int value) {
        INT.setRelease(bytes, offset, value);
    }

    static long getPlainLong(MemorySegment bytes, long offset) {
        return (long) LONG.get(bytes, offset);
    }

    static void setPlainLong(MemorySegment bytes, long offset, long value) {
        LONG.set(bytes, offset, value);
    }

    static long getOpaqueLong(MemorySegment bytes, long offset) {
        return (long) LONG.getOpaque(bytes, offset);
    }

    static void setOpaqueLong(MemorySegment bytes, long offset, long value) {
        LONG.setOpaque(bytes, offset, value);
    }

    static long getAcquireLong(MemorySegment bytes, long offset) {
        return (long) LONG.getAcquire(bytes, offset);
    }

    static void setReleaseLong(MemorySegment bytes, long offset, long value) {
        LONG.setRelease(bytes, offset, value);
    }

    static float getPlainFloat(MemorySegment bytes, long offset) {
        return (float) FLOAT.get(bytes, offset);
    }

    static void setPlainFloat(MemorySegment bytes, long offset, float value) {
        FLOAT.set(bytes, offset, value);
    }

    static float getOpaqueFloat(MemorySegment bytes, long offset) {
        return (float) FLOAT.getOpaque(bytes, offset);
    }

    static void setOpaqueFloat(MemorySegment bytes, long offset, float value) {
        FLOAT.setOpaque(bytes, offset, value);
    }

    static float getAcquireFloat(MemorySegment bytes, long offset) {
        return (float) FLOAT.getAcquire(bytes, offset);
    }

    static void setReleaseFloat(MemorySegment bytes, long offset, float value) {
        FLOAT.setRelease(bytes, offset, value);
    }

    static double getPlainDouble(MemorySegment bytes, long offset) {
        return (double) DOUBLE.get(bytes, offset);
    }

    static void setPlainDouble(MemorySegment bytes, long offset, double value) {
        DOUBLE.set(bytes, offset, value);
    }

    static double getOpaqueDouble(MemorySegment bytes, long offset) {
        return (double) DOUBLE.getOpaque(bytes, offset);
    }

    static void setOpaqueDouble(MemorySegment bytes, long offset, double value) {
        DOUBLE.setOpaque(bytes, offset, value);
    }

    static double getAcquireDouble(MemorySegment bytes, long offset) {
        return (double) DOUBLE.getAcquire(bytes, offset);
    }

    static void setReleaseDouble(MemorySegment bytes, long offset, double value) {
        DOUBLE.setRelease(bytes, offset, value);
    }
}
