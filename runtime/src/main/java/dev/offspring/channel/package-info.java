/** Queues, pipes and waiting for several things at once. */
@NullMarked
package dev.offspring.channel;

import org.jspecify.annotations.NullMarked;
