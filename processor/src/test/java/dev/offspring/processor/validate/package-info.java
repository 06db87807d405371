/** Rules, without any compiler. */
@NullMarked
package dev.offspring.processor.validate;

import org.jspecify.annotations.NullMarked;
