package dev.offspring.shared;

import dev.offspring.memory.Claim;
import dev.offspring.memory.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * A text in shared memory, never seen half written.
 *
 * <pre>
 *  0        8       16          16 + max      16 + 2 max
 *  +--------+-------+-----------+-------------+
 *  | commit | claim | buffer 0  |  buffer 1   |
 *  +--------+-------+-----------+-------------+
 *  commit: | version (31 bits) | which buffer (1) | bytes (32) |
 * </pre>
 *
 * A writer claims the text, fills the buffer that is not shown, and shows it by writing the commit word. A reader copies
 * the shown buffer, and has what it wanted if the commit word is still the same: only the second write after it touches
 * that buffer. A writer that dies has changed nothing, and its claim is taken over.
 */
final class TextCells {
    static final long HEADER_BYTES = 16;

    private static final long CLAIM = 8;
    private static final int VERSION_SHIFT = 33;
    private static final int WHICH_SHIFT = 32;
    private static final long LENGTH_MASK = 0xFFFF_FFFFL;

    private TextCells() {}

    /** What a text of at most {@code maxBytes} takes. */
    static long bytes(int maxBytes) {
        return (HEADER_BYTES + 2L * maxBytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    static String get(Cells cells, long base, int maxBytes) {
        while (true) {
            MemorySegment bytes = cells.bytes();
            long commit = Atomics.getLong(bytes, base);
            byte[] copy = new byte[(int) Math.min(commit & LENGTH_MASK, maxBytes)];
            MemorySegment.copy(
                    bytes, ValueLayout.JAVA_BYTE, buffer(base, maxBytes, which(commit)), copy, 0, copy.length);
            VarHandle.acquireFence(); // the copy comes before the second look
            if (Atomics.getLong(bytes, base) == commit) {
                return new String(copy, StandardCharsets.UTF_8);
            }
        }
    }

    static void set(Cells cells, long base, int maxBytes, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > maxBytes) {
            throw new IllegalArgumentException("a text of " + utf8.length + " bytes of UTF-8 does not fit into "
                    + maxBytes + "; nothing was changed");
        }
        if (cells.isScratch()) {
            write(cells.bytes(), base, maxBytes, utf8);
            return;
        }
        MemorySegment bytes = cells.bytes();
        Claim claim = cells.block().claim(base + CLAIM);
        claim.acquire();
        try {
            write(bytes, base, maxBytes, utf8);
        } finally {
            claim.release();
        }
    }

    private static void write(MemorySegment bytes, long base, int maxBytes, byte[] utf8) {
        long commit = Atomics.getLong(bytes, base);
        int hidden = 1 - which(commit);
        Step.before();
        MemorySegment.copy(utf8, 0, bytes, ValueLayout.JAVA_BYTE, buffer(base, maxBytes, hidden), utf8.length);
        long version = (commit >>> VERSION_SHIFT) + 1;
        Step.before();
        Atomics.setLong(bytes, base, version << VERSION_SHIFT | (long) hidden << WHICH_SHIFT | utf8.length);
    }

    private static int which(long commit) {
        return (int) (commit >>> WHICH_SHIFT) & 1;
    }

    private static long buffer(long base, int maxBytes, int which) {
        return base + HEADER_BYTES + (long) which * maxBytes;
    }
}
