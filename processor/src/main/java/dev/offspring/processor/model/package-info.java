/** What the processor knows of a program, as plain records. Nothing of the compiler's is in here but opaque locations. */
@NullMarked
package dev.offspring.processor.model;

import org.jspecify.annotations.NullMarked;
