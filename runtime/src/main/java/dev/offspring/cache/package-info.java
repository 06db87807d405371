/** Class-data caches on the disk: how one is named, and which of them may be used. Knows files; knows nothing of processes. */
@NullMarked
package dev.offspring.cache;

import org.jspecify.annotations.NullMarked;
