/** What can go wrong: one root; each exception says what happened, to whom, and what to do. Knows nothing else. */
@NullMarked
package dev.offspring.error;

import org.jspecify.annotations.NullMarked;
