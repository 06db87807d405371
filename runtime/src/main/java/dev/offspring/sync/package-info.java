/** Locks and the like between processes, which outlive any of them. Knows words and deaths; knows nothing of values. */
@NullMarked
package dev.offspring.sync;

import org.jspecify.annotations.NullMarked;
