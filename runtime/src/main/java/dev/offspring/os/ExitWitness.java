package dev.offspring.os;

import java.io.IOException;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Sees how a child of this process ends. A JVM that waits for a child merges its status with the signal that killed it: 137 may
 * be {@code exit(137)} as well as SIGKILL. The kernel tells the two apart, also after the child was waited for: from Linux
 * 6.15 on.
 */
public final class ExitWitness implements AutoCloseable {
    /** The bits of a wait status that hold the signal; 0 for an exit. */
    private static final int SIGNAL = 0x7f;

    private static final int NONE = -1;

    /** Those that have not begun: as long as this process has called nothing native, it need not do so for them. */
    private static final Set<ExitWitness> LATE = new HashSet<>();

    private final long pid;
    private volatile int pidfd = NONE;

    private ExitWitness(long pid) {
        this.pid = pid;
    }

    /**
     * To be called while the process lives, or shortly after it was started. Of one that ends before this process has
     * called something native, at the latest in {@link #beginLate}, nothing is known.
     */
    public static ExitWitness of(long pid) {
        ExitWitness witness = new ExitWitness(pid);
        synchronized (LATE) {
            if (NativeCalls.areAhead()) {
                LATE.add(witness);
            } else {
                witness.begin();
            }
        }
        return witness;
    }

    /** Those that there are begin now, and all others at once: the first native call of a process takes it some 60 ms. */
    public static void beginLate() {
        try {
            NativeCalls.close(NativeCalls.pidfd(ProcessHandle.current().pid()));
        } catch (IOException | LinkageError refused) {
            // Nor will they be able to.
        }
        synchronized (LATE) {
            LATE.forEach(ExitWitness::begin);
            LATE.clear();
        }
    }

    private void begin() {
        try {
            pidfd = NativeCalls.pidfd(pid);
        } catch (IOException | LinkageError refused) {
            // It has ended, or native calls are not for this process.
        }
    }

    /** The signal that killed it, 0 if it exited; empty if that cannot be known, or it lives. */
    public OptionalInt signal() {
        if (pidfd == NONE) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(NativeCalls.exitStatus(pidfd) & SIGNAL);
        } catch (IOException olderKernel) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        synchronized (LATE) {
            LATE.remove(this);
        }
        if (pidfd == NONE) {
            return;
        }
        try {
            NativeCalls.close(pidfd);
        } catch (IOException e) {
            // It is gone all the same.
        }
        pidfd = NONE;
    }
}
