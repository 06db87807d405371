/** Tests of targets, launcher mains, serialisers and the registry. */
@NullMarked
package dev.offspring.processor.targets;

import org.jspecify.annotations.NullMarked;
