/** What the threads of one JVM may see of each other through shared things, asked by jcstress: with {@code -Pstress}. */
@NullMarked
package dev.offspring.jcstress;

import org.jspecify.annotations.NullMarked;
