/** Values as bytes: codec over Kryo, type ids, exceptions that travel. Knows nothing of targets, processes or memory. */
@NullMarked
package dev.offspring.wire;

import org.jspecify.annotations.NullMarked;
