package dev.offspring.process;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who this process is. A root knows it from the start; a child's launcher main is told by its parent. */
final class Self {
    private static volatile @Nullable Boot boot;
    private static volatile boolean targetRuns = true;
    private static volatile @Nullable Runnable interrupt;

    private Self() {}

    /** This process is a child, whose target has not begun. */
    static void adopt(Boot told) {
        boot = told;
        targetRuns = false;
    }

    static void targetBegins() {
        targetRuns = true;
    }

    static void targetEnds() {
        targetRuns = false;
    }

    static void onInterrupt(@Nullable Runnable action) {
        interrupt = action;
    }

    /** The parent asks for an interrupt of {@code target}, unless something else was agreed on. */
    static void interrupt(Thread target) {
        Runnable agreed = interrupt;
        if (agreed == null) {
            target.interrupt();
        } else {
            agreed.run();
        }
    }

    /** False in a child until its target begins. */
    static boolean targetRuns() {
        return targetRuns;
    }

    static ProcessInfo process() {
        Boot told = boot;
        return told != null
                ? told.self()
                : new ProcessInfo(ProcessHandle.current().pid(), "main", true, false, 0);
    }

    /** Of the children of this process. */
    static Lineage lineage() {
        Boot told = boot;
        return new Lineage(told == null || told.keep() ? "" : told.lineage()).withThisProcess();
    }

    static Optional<ProcessInfo> parent() {
        Boot told = boot;
        return told != null ? Optional.of(told.parent()) : Optional.empty();
    }
}
