/** The annotations that a user writes. They depend on nothing. */
@NullMarked
package dev.offspring.annotation;

import org.jspecify.annotations.NullMarked;
