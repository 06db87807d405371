/** Programs to run by name: the tutorial that the project grew from, and the main job on real input. */
@NullMarked
package dev.offspring.samples;

import org.jspecify.annotations.NullMarked;
