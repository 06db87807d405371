/** Layouts, without any compiler. */
@NullMarked
package dev.offspring.processor.model;

import org.jspecify.annotations.NullMarked;
