package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.function.Consumer;

/**
 * Ranges of shared memory set to one value, in elements that are whole at every time. The compiler makes vectors of loops
 * over an int index, so the memory is taken in slices that such an index reaches. Who calls has checked the range.
 */
final class Fills {
    private static final long SLICE_BYTES = 1 << 20;

    private Fills() {}

    static void bytes(Cells cells, long offset, long bytes, byte value) {
        slices(cells, offset, bytes, slice -> slice.fill(value));
    }

    static void shorts(Cells cells, long offset, long bytes, short value) {
        slices(cells, offset, bytes, slice -> {
            int count = (int) (slice.byteSize() / Short.BYTES);
            for (int i = 0; i < count; i++) {
                slice.setAtIndex(ValueLayout.JAVA_SHORT, i, value);
            }
        });
    }

    static void ints(Cells cells, long offset, long bytes, int value) {
        slices(cells, offset, bytes, slice -> {
            int count = (int) (slice.byteSize() / Integer.BYTES);
            for (int i = 0; i < count; i++) {
                slice.setAtIndex(ValueLayout.JAVA_INT, i, value);
            }
        });
    }

    static void longs(Cells cells, long offset, long bytes, long value) {
        slices(cells, offset, bytes, slice -> {
            int count = (int) (slice.byteSize() / Long.BYTES);
            for (int i = 0; i < count; i++) {
                slice.setAtIndex(ValueLayout.JAVA_LONG, i, value);
            }
        });
    }

    private static void slices(Cells cells, long offset, long bytes, Consumer<MemorySegment> fill) {
        try {
            MemorySegment all = cells.bytes().asSlice(offset, bytes);
            for (long from = 0; from < bytes; from += SLICE_BYTES) {
                fill.accept(all.asSlice(from, Math.min(SLICE_BYTES, bytes - from)));
            }
        } finally {
            Reference.reachabilityFence(cells);
        }
    }
}
