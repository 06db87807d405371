package dev.offspring.process;

import dev.offspring.os.StartTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
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
    private volatile boolean rootKilled;

    Tree(ProcessHandle root) {
        this.root = root;
    }

    /** SIGTERM or SIGKILL for all of them; first for the root, that it may start no others. */
    synchronized void signal(boolean forcibly) {
        rememberDescendantsOf(root);
        if (forcibly) {
            // Those between may have gone meanwhile.
            for (ProcessHandle each : descendants.keySet().toArray(ProcessHandle[]::new)) {
                rememberDescendantsOf(each);
            }
        }
        boolean sent = signal(root, forcibly);
        rootKilled |= forcibly && sent;
        descendants.keySet().forEach(each -> signal(each, forcibly));
    }

    /** SIGTERM now, and SIGKILL to all that are left after the grace, also where the root itself has ended by then. */
    void terminate(Duration grace, ChildEnd end) {
        signal(false);
        ScheduledFuture<?> escalation = Family.after(grace, () -> signal(true));
        end.then(() -> {
            if (!hasLivingDescendants()) {
                escalation.cancel(false);
            }
        });
    }

    /** Of a process that has ended, nothing: its pid may be another's by now, whose descendants are none of this tree. */
    private void rememberDescendantsOf(ProcessHandle process) {
        if (process.isAlive()) {
            process.descendants().forEach(this::remember);
        }
    }

    private void remember(ProcessHandle process) {
        descendants.computeIfAbsent(process, seen -> StartTime.of(seen.pid()));
    }

    // Handles rather than a Process: its destroy() closes the streams too, and a child that sees its lifeline end halts
    // before its shutdown hooks have run. A handle knows when its process began, so it never signals another of the
    // same pid.
    private static boolean signal(ProcessHandle process, boolean forcibly) {
        return forcibly ? process.destroyForcibly() : process.destroy();
    }

    /** The root has been killed by this process, before it was a tree. */
    void rootWasKilled() {
        rootKilled = true;
    }

    /** Whether the root has been sent SIGKILL from here. */
    boolean hasKilledRoot() {
        return rootKilled;
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
        boolean interrupted = false;
        while (hasLivingDescendants()) {
            if (System.nanoTime() - deadline > 0) {
                signal(true);
                break;
            }
            LockSupport.parkNanos(LOOK_NANOS);
            interrupted |= Thread.interrupted(); // else it would not park any more
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
