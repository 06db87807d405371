package dev.offspring.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Arguments or results of several tasks in one array, one after the other: {@code | int length | bytes |}. */
final class Frames {
    static final int HEADER = Integer.BYTES;

    private static final VarHandle LENGTH = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Frames() {}

    static int length(byte[] frames, int at) {
        return (int) LENGTH.get(frames, at);
    }

    static void setLength(byte[] frames, int at, int length) {
        LENGTH.set(frames, at, length);
    }
}
