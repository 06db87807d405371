package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Orphan;
import dev.offspring.process.Processes;
import java.util.concurrent.TimeUnit;

/**
 * Telling parent and child apart; and a child that outlives its parent.
 *
 * <p>Python: {@code res = os.fork()}, after which both processes run the same lines and know by {@code res} which of the
 * two they are. A JVM cannot be forked (its other threads would be gone); what stands in for it is a target, which starts
 * at its first line in a new JVM, and {@link Processes#current()}, which knows the side.
 *
 * <p>As the tutorial says, the parent does not wait for its child, and the child does not end with its parent. A forked
 * process is like that because nobody looks after it; here it must be asked for, with {@link Orphan#KEEP}.
 */
public final class WhichSideAmI {
    private static final long LONGEST_WAIT_SECONDS = 20;

    private WhichSideAmI() {}

    @ProcessTarget
    static void branch(long res) {
        System.out.println("res == " + res);
        if (Processes.current().isRoot()) {
            System.out.println(
                    "I am the parent process, my pid is: " + Processes.current().pid());
        } else {
            long parent = Processes.parent().orElseThrow().pid();
            System.out.println("I am the child process, my pid is: "
                    + Processes.current().pid() + " my parent's pid is: " + parent);
            awaitEnd(parent);
            System.out.println("my parent has ended, and I go on");
        }
    }

    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process -> process.onExit()
                        .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                        .join());
    }

    public static void main(String[] args) {
        var child = WhichSideAmITargets.branch(0).process().orphan(Orphan.KEEP).start();
        branch(child.pid());
    }
}
