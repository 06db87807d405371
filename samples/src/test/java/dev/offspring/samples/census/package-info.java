/** What the census counts and draws, without processes. */
@NullMarked
package dev.offspring.samples.census;

import org.jspecify.annotations.NullMarked;
