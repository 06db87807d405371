/** The whole road in real processes: annotated, generated, run. */
@NullMarked
package dev.offspring.tests;

import org.jspecify.annotations.NullMarked;
