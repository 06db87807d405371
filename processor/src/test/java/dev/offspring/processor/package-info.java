/** What the tests of the processor have in common. */
@NullMarked
package dev.offspring.processor;

import org.jspecify.annotations.NullMarked;
