package dev.offspring.process;

import java.util.List;
import java.util.Optional;

/** This process, its parent and its children. Any thread may call these. */
public final class Processes {
    private Processes() {}

    /** This process. */
    public static ProcessInfo current() {
        return Self.process();
    }

    /** The process that started this one by a {@link Task}; empty in the root. */
    public static Optional<ProcessInfo> parent() {
        return Self.parent();
    }

    /** The children of this process that have not ended, in the order of their starts. */
    public static List<ChildProcess<?>> activeChildren() {
        return Family.active();
    }

    /**
     * Keeps up to {@code count} spare JVMs: booted, waiting, and good for one start each, which then takes a millisecond or two. Returns
     * at once; they boot in the background, and each that is used is replaced. The first are for starts without options; where starts
     * have others, spares of theirs follow. A spare takes 43 MiB or so, runs one target as any child does, and ends with
     * this process. With 0 those that wait end, and no more are kept. {@code -Doffspring.spares=count} does the same from the first
     * start on. In a process that is ending it does nothing.
     *
     * <p>A start for which there is no spare is as without them: of a module path, of an executable jar, in a directory of its own, with
     * output to a file, with agents, logs or a debugger, or where a file of the class path has changed since the spare booted.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public static void prestart(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count of " + count + " spare processes is negative");
        }
        if (Family.isToBeEnded()) {
            Spares.OWN.keep(count, ChildCommand.of(Rehearsal.TARGET, "spare", ChildOptions.PLAIN));
        }
    }

    /** The processors that this process may use, by affinity and by its container's quota. */
    public static int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }
}
