/** From the model to problems; pure functions. */
@NullMarked
package dev.offspring.processor.validate;

import org.jspecify.annotations.NullMarked;
