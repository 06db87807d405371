/** Processes from their start to their end, whichever it is. */
@NullMarked
package dev.offspring.tests.process;

import org.jspecify.annotations.NullMarked;
