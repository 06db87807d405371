/** Each sample, run as a person would run it, and held to its output. */
@NullMarked
package dev.offspring.samples;

import org.jspecify.annotations.NullMarked;
