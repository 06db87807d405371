/** Tasks and the processes that run them: launching, watching, ending. Knows the operating system's processes; knows nothing of pools. */
@NullMarked
package dev.offspring.process;

import org.jspecify.annotations.NullMarked;
