package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Processes;

/**
 * Telling parent and child apart.
 *
 * <p>Python: {@code res = os.fork()}, after which both processes run the same lines and know by {@code res} which of the
 * two they are. A JVM cannot be forked (its other threads would be gone); what stands in for it is a target, which starts
 * at its first line in a new JVM, and {@link Processes#current()}, which knows the side. As in the tutorial, the parent
 * does not wait for its child: it says its line and reaches the end of {@code main}.
 */
public final class WhichSideAmI {
    private WhichSideAmI() {}

    @ProcessTarget
    static void branch(long res) {
        System.out.println("res == " + res);
        if (Processes.current().isRoot()) {
            System.out.println("I am the parent process, my pid is: " + Processes.current().pid());
        } else {
            System.out.println("I am the child process, my pid is: " + Processes.current().pid()
                    + " my parent's pid is: " + Processes.parent().orElseThrow().pid());
        }
    }

    public static void main(String[] args) {
        var child = WhichSideAmITargets.branch(0).start();
        branch(child.pid());
    }
}
