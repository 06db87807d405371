package dev.offspring.process;

/**
 * Who a process is.
 *
 * @param pid its process id
 * @param name {@code main} for the root; a child's name, such as {@code greet-1:2}: the second child of the first
 * @param isRoot whether it is the session's root, which was started by other means than a {@link Task}
 * @param isDaemon whether it is ended when its parent's work is done
 * @param depth how many parents up to the root: 0 for the root
 */
public record ProcessInfo(long pid, String name, boolean isRoot, boolean isDaemon, int depth) {}
