/** What processes share: generated accessors and the handles of the runtime. */
@NullMarked
package dev.offspring.tests.shared;

import org.jspecify.annotations.NullMarked;
