package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Compare and exchange of one or two bytes, by way of the four bytes around them: memory handles offer it for four only. */
final class Narrow {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final boolean IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long IN_WORD = Integer.BYTES - 1L;

    private Narrow() {}

    /**
     * Returns what was there, unsigned; it was replaced if that is {@code expected}. What lies beside it may change
     * meanwhile, and stays.
     *
     * @param bytes how many: 1 or 2
     */
    static int exchange(MemorySegment segment, long offset, int bytes, int expected, int value) {
        int at = (int) (offset & IN_WORD);
        int shift = Byte.SIZE * (IS_LITTLE ? at : Integer.BYTES - bytes - at);
        int mask = (1 << bytes * Byte.SIZE) - 1;
        long word = offset - at;
        while (true) {
            int before = (int) INT.getVolatile(segment, word);
            int found = before >>> shift & mask;
            if (found != (expected & mask)) {
                return found;
            }
            int after = before & ~(mask << shift) | (value & mask) << shift;
            if (INT.compareAndSet(segment, word, before, after)) {
                return found;
            }
        }
    }
}
