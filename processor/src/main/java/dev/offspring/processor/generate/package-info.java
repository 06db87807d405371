/** From the model to sources; pure functions. Runtime types are named in one place only. */
@NullMarked
package dev.offspring.processor.generate;

import org.jspecify.annotations.NullMarked;
