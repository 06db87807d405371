/** What the census counts and how it shows it. Knows class files and charts; the processes are in {@code BytecodeCensus}. */
@NullMarked
package dev.offspring.samples.census;

import org.jspecify.annotations.NullMarked;
