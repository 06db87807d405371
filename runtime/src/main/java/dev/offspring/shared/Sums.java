package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Sums over shared memory at the speed of a plain array: the compiler makes vectors of loops over an int index, so the
 * memory is taken in slices that such an index reaches.
 */
final class Sums {
    private static final long SLICE_BYTES = 1 << 20;

    private Sums() {}

    static long ofBytes(MemorySegment all) {
        long sum = 0;
        for (long from = 0; from < all.byteSize(); from += SLICE_BYTES) {
            MemorySegment slice = all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
            int count = (int) (slice.byteSize() / Byte.BYTES);
            for (int i = 0; i < count; i++) {
                sum += slice.get(ValueLayout.JAVA_BYTE, i);
            }
        }
        return sum;
    }

    static long ofShorts(MemorySegment all) {
        long sum = 0;
        for (long from = 0; from < all.byteSize(); from += SLICE_BYTES) {
            MemorySegment slice = all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
            int count = (int) (slice.byteSize() / Short.BYTES);
            for (int i = 0; i < count; i++) {
                sum += slice.getAtIndex(ValueLayout.JAVA_SHORT, i);
            }
        }
        return sum;
    }

    static long ofInts(MemorySegment all) {
        long sum = 0;
        for (long from = 0; from < all.byteSize(); from += SLICE_BYTES) {
            MemorySegment slice = all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
            int count = (int) (slice.byteSize() / Integer.BYTES);
            for (int i = 0; i < count; i++) {
                sum += slice.getAtIndex(ValueLayout.JAVA_INT, i);
            }
        }
        return sum;
    }

    static long ofLongs(MemorySegment all) {
        long sum = 0;
        for (long from = 0; from < all.byteSize(); from += SLICE_BYTES) {
            MemorySegment slice = all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
            int count = (int) (slice.byteSize() / Long.BYTES);
            for (int i = 0; i < count; i++) {
                sum += slice.getAtIndex(ValueLayout.JAVA_LONG, i);
            }
        }
        return sum;
    }

    static double ofFloats(MemorySegment all) {
        double sum = 0;
        for (long from = 0; from < all.byteSize(); from += SLICE_BYTES) {
            MemorySegment slice = all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
            int count = (int) (slice.byteSize() / Float.BYTES);
            for (int i = 0; i < count; i++) {
                sum += slice.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            }
        }
        return sum;
    }

    static double ofDoubles(MemorySegment all) {
        double sum = 0;
        for (long from = 0; from < all.byteSize(); from += SLICE_BYTES) {
            MemorySegment slice = all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
            int count = (int) (slice.byteSize() / Double.BYTES);
            for (int i = 0; i < count; i++) {
                sum += slice.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
            }
        }
        return sum;
    }
}
