/** Direct uses of shared fields. */
@NullMarked
package dev.offspring.processor.uses;

import org.jspecify.annotations.NullMarked;
