/** Values, arrays, texts and structs in shared memory, and how they travel. */
@NullMarked
package dev.offspring.shared;

import org.jspecify.annotations.NullMarked;
