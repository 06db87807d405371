/** What travels between processes, through generated serialisers. */
@NullMarked
package dev.offspring.tests.travel;

import org.jspecify.annotations.NullMarked;
