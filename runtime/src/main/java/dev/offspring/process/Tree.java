package dev.offspring.process;

import dev.offspring.os.StartTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that is to end, and all its descendants. Whoever was seen once is remembered: when the parent between has gone,
 * nobody could find it any more.
 */
final class Tree {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ProcessHandle root;
    private final Map<ProcessHandle, Long> descendants = new LinkedHashMap<>();

    Tree(ProcessHandle root) {
        this.root = root;
    }

    /** SIGTERM or SIGKILL for all of them; first for the root, that it may start no others. */
    synchronized void signal(boolean forcibly) {
        root.descendants().forEach(this::remember);
        if (forcibly) {
            // Those between may have gone meanwhile.
            for (ProcessHandle each : descendants.keySet().toArray(ProcessHandle[]::new)) {
                each.descendants().forEach(this::remember);
            }
        }
        signal(root, forcibly);
        descendants.keySet().forEach(each -> signal(each, forcibly));
    }

    private void remember(ProcessHandle process) {
        descendants.computeIfAbsent(process, seen -> StartTime.of(seen.pid()));
    }

    // Handles rather than a Process: its destroy() closes the streams too, and a child that sees its lifeline end halts
    // before its shutdown hooks have run. A handle knows when its process began, so it never signals another of the
    // same pid.
    private static void signal(ProcessHandle process, boolean forcibly) {
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
    }

    /** Whether one of the descendants that were seen still runs; the root may have ended. */
    synchronized boolean hasLivingDescendants() {
        // A process whose parent has not asked for its status is a zombie, and alive for ProcessHandle.
        descendants
                .entrySet()
                .removeIf(each -> StartTime.ofLiving(each.getKey().pid()) != each.getValue()
                        || !each.getKey().isAlive());
        return !descendants.isEmpty();
    }

    /** Kills those descendants that are left after {@code graceNanos}. Returns when none is left. */
    void awaitDescendants(long graceNanos) {
        long deadline = System.nanoTime() + graceNanos;
        while (hasLivingDescendants()) {
            if (System.nanoTime() - deadline > 0) {
                signal(true);
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
