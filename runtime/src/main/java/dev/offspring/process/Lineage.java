package dev.offspring.process;

import dev.offspring.memory.Vigil;
import dev.offspring.os.StartTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes that a process ends with: its parent, whose parent that is, and so on; up to the root, or to one that goes on
 * without its own parent. {@code 17:4711 21:4712} is the root with pid 17 and its child; after the colon is when they began.
 *
 * <p>Each watches all of them, and not its parent alone: a parent that is stopped does nothing when its own parent is gone.
 */
final class Lineage {
    private final String text;

    Lineage(String text) {
        this.text = text;
    }

    /** Of the children of this process, whose own this is. */
    Lineage withThisProcess() {
        String self = Own.TEXT;
        return new Lineage(text.isEmpty() ? self : text + " " + self);
    }

    String text() {
        return text;
    }

    /** This process. */
    private static final class Own {
        static final String TEXT = text(ProcessHandle.current().pid());

        private static String text(long pid) {
            return pid + ":" + StartTime.of(pid);
        }
    }

    private record Ancestor(long pid, long start) {
        boolean lives() {
            return StartTime.ofLiving(pid) == start;
        }
    }

    private List<Ancestor> ancestors() {
        List<Ancestor> ancestors = new ArrayList<>();
        for (String each : text.split(" ", -1)) {
            int colon = each.indexOf(':');
            ancestors.add(
                    new Ancestor(Long.parseLong(each.substring(0, colon)), Long.parseLong(each.substring(colon + 1))));
        }
        return ancestors;
    }

    /** Whether the calling thread is unparked when one of them ends. */
    boolean isTold() {
        boolean told = true;
        for (Ancestor each : ancestors()) {
            told &= Vigil.unparksAtDeathOf(each.pid());
        }
        return told;
    }

    /** Whether those above the parent live; of the parent itself the system tells its child more cheaply. */
    boolean isCompleteAboveParent() {
        if (text.indexOf(' ') < 0) {
            return true;
        }
        List<Ancestor> ancestors = ancestors();
        return ancestors.subList(0, ancestors.size() - 1).stream().allMatch(Ancestor::lives);
    }

    /** Kills those below one that is gone, unless they end by themselves: they are stopped, and nobody else is left to do it. */
    void endBelowTheGone(long graceNanos) {
        List<Ancestor> ancestors = ancestors();
        List<Ancestor> below = ancestors.stream()
                .dropWhile(Ancestor::lives)
                .skip(1)
                .filter(Ancestor::lives)
                .toList();
        if (below.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + graceNanos;
        while (System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
        for (Ancestor each : below) {
            if (each.lives()) {
                ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
