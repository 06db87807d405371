/** Shared fields: what is refused, and what is generated. */
@NullMarked
package dev.offspring.processor.shared;

import org.jspecify.annotations.NullMarked;
