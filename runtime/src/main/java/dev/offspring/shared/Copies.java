package dev.offspring.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * Copies between shared arrays and Java's, in which each element is whole. Offsets are those of bytes in the cells; who calls
 * has checked them.
 *
 * <p>Each keeps its cells reachable to the end: a block that nobody in this process refers to may be another's in the middle
 * of a copy.
 */
final class Copies {
    private Copies() {}

    /** The length of a Java array of as many elements. */
    static int javaLength(long length) {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalStateException("a shared array of " + length
                    + " elements is longer than a Java array can be (" + Integer.MAX_VALUE + "): copy slices of it");
        }
        return (int) length;
    }

    /** To {@code array}, a Java array of the elements of {@code layout}. */
    static void out(Cells cells, long offset, ValueLayout layout, Object array, int at, int count) {
        try {
            MemorySegment.copy(cells.bytes(), layout, offset, array, at, count);
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    /** From {@code array}, a Java array of the elements of {@code layout}. */
    static void in(Object array, int from, int count, Cells cells, long offset, ValueLayout layout) {
        try {
            MemorySegment.copy(array, from, cells.bytes(), layout, offset, count);
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    /** The JDK copies all arrays but those of booleans. */
    static void outBooleans(Cells cells, long offset, boolean[] array, int at, int count) {
        try {
            MemorySegment range = cells.bytes().asSlice(offset, count);
            for (int i = 0; i < count; i++) {
                array[at + i] = range.get(ValueLayout.JAVA_BYTE, i) != 0;
            }
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    static void inBooleans(boolean[] array, int from, int count, Cells cells, long offset) {
        try {
            MemorySegment range = cells.bytes().asSlice(offset, count);
            for (int i = 0; i < count; i++) {
                range.set(ValueLayout.JAVA_BYTE, i, (byte) (array[from + i] ? 1 : 0));
            }
        } finally {
            Reference.reachabilityFence(cells);
        }
    }

    /** As if the bytes were first copied elsewhere, if the two overlap. */
    static void between(Cells from, long fromOffset, Cells to, long toOffset, long bytes) {
        try {
            MemorySegment.copy(from.bytes(), fromOffset, to.bytes(), toOffset, bytes);
        } finally {
            Reference.reachabilityFence(from);
            Reference.reachabilityFence(to);
        }
    }
}
