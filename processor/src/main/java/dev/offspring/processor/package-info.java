/** The processor itself: rounds, steps, files. It puts the other packages together. */
@NullMarked
package dev.offspring.processor;

import org.jspecify.annotations.NullMarked;
