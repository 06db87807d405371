/** Values that processes share: scalars, arrays, text, structs. Knows how they lie in a block; knows nothing of processes. */
@NullMarked
package dev.offspring.shared;

import org.jspecify.annotations.NullMarked;
