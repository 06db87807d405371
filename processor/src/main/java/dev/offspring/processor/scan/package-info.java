/** From the compiler's elements to the model. The compiler's own types stop here. */
@NullMarked
package dev.offspring.processor.scan;

import org.jspecify.annotations.NullMarked;
