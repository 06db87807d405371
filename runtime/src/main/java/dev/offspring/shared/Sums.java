package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.stream.LongStream;

/**
 * Sums over shared memory at the speed of a plain array: the compiler makes vectors of loops over an int index, so the
 * memory is taken in slices that such an index reaches. Who calls has checked the range.
 */
final class Sums {
    private static final long SLICE_BYTES = 1 << 20;

    /** Below it, waking other threads costs more than they save. */
    private static final long PARALLEL_BYTES = 4 * SLICE_BYTES;

    private Sums() {}

    /** Adds the elements of a slice to a sum. */
    interface Exact {
        long add(long sum, MemorySegment slice);
    }

    /** Adds the elements of a slice to a sum, in order. */
    interface Rounded {
        double add(double sum, MemorySegment slice);
    }

    static long exact(Cells cells, long offset, long bytes, Exact elements) {
        try {
            MemorySegment all = cells.bytes().asSlice(offset, bytes);
            long sum = 0;
            for (long from = 0; from < bytes; from += SLICE_BYTES) {
                sum = elements.add(sum, slice(all, from));
            }
            return sum;
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    static long exactInParallel(Cells cells, long offset, long bytes, Exact elements) {
        if (bytes < PARALLEL_BYTES) {
            return exact(cells, offset, bytes, elements);
        }
        try {
            MemorySegment all = cells.bytes().asSlice(offset, bytes);
            return LongStream.rangeClosed(0, (bytes - 1) / SLICE_BYTES)
                    .parallel()
                    .map(number -> elements.add(0, slice(all, number * SLICE_BYTES)))
                    .sum();
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    static double rounded(Cells cells, long offset, long bytes, Rounded elements) {
        try {
            MemorySegment all = cells.bytes().asSlice(offset, bytes);
            double sum = 0;
            for (long from = 0; from < bytes; from += SLICE_BYTES) {
                sum = elements.add(sum, slice(all, from));
            }
            return sum;
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    static double roundedInParallel(Cells cells, long offset, long bytes, Rounded elements) {
        if (bytes < PARALLEL_BYTES) {
            return rounded(cells, offset, bytes, elements);
        }
        try {
            MemorySegment all = cells.bytes().asSlice(offset, bytes);
            return LongStream.rangeClosed(0, (bytes - 1) / SLICE_BYTES)
                    .parallel()
                    .mapToDouble(number -> elements.add(0, slice(all, number * SLICE_BYTES)))
                    .sum();
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    private static MemorySegment slice(MemorySegment all, long from) {
        return all.asSlice(from, Math.min(SLICE_BYTES, all.byteSize() - from));
    }

    static long bytes(long before, MemorySegment slice) {
        long sum = before;
        int count = (int) slice.byteSize();
        for (int i = 0; i < count; i++) {
            sum += slice.get(ValueLayout.JAVA_BYTE, i);
        }
        return sum;
    }

    static long shorts(long before, MemorySegment slice) {
        long sum = before;
        int count = (int) (slice.byteSize() / Short.BYTES);
        for (int i = 0; i < count; i++) {
            sum += slice.getAtIndex(ValueLayout.JAVA_SHORT, i);
        }
        return sum;
    }

    static long ints(long before, MemorySegment slice) {
        long sum = before;
        int count = (int) (slice.byteSize() / Integer.BYTES);
        for (int i = 0; i < count; i++) {
            sum += slice.getAtIndex(ValueLayout.JAVA_INT, i);
        }
        return sum;
    }

    static long longs(long before, MemorySegment slice) {
        long sum = before;
        int count = (int) (slice.byteSize() / Long.BYTES);
        for (int i = 0; i < count; i++) {
            sum += slice.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return sum;
    }

    static double floats(double before, MemorySegment slice) {
        double sum = before;
        int count = (int) (slice.byteSize() / Float.BYTES);
        for (int i = 0; i < count; i++) {
            sum += slice.getAtIndex(ValueLayout.JAVA_FLOAT, i);
        }
        return sum;
    }

    static double doubles(double before, MemorySegment slice) {
        double sum = before;
        int count = (int) (slice.byteSize() / Double.BYTES);
        for (int i = 0; i < count; i++) {
            sum += slice.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
        }
        return sum;
    }
}
