/** The few calls to the operating system, each with a portable fallback. Knows descriptors; knows nothing of sessions. */
@NullMarked
package dev.offspring.os;

import org.jspecify.annotations.NullMarked;
