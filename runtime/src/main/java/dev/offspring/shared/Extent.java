package dev.offspring.shared;

/**
 * Where the elements of an array lie: {@code length} of them, from byte {@code base} on.
 *
 * @param whole whether the block is the array's own; a view, in a struct or as a slice, does not close it
 */
record Extent(Cells cells, long base, long length, boolean whole) {}
