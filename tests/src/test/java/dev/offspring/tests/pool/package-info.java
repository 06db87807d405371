/** Pools of real processes, through generated code: every way to use one, and every way to hurt one. */
@NullMarked
package dev.offspring.tests.pool;

import org.jspecify.annotations.NullMarked;
