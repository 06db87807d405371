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

    /** The processors that this process may use, by affinity and by its container's quota. */
    public static int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }
}
