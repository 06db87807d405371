/** Pictures, and small pictures of them. */
@NullMarked
package dev.offspring.samples.thumbnails;

import org.jspecify.annotations.NullMarked;
