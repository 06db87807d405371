/** Shared bytes and their lifetime. Knows offsets and owners; knows nothing of values, targets or Kryo. */
@NullMarked
package dev.offspring.memory;

import org.jspecify.annotations.NullMarked;
