package dev.offspring.os;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * Sees how a child of this process ends. A JVM that waits for a child merges its status with the signal that killed it: 137 may
 * be {@code exit(137)} as well as SIGKILL. The kernel tells the two apart, also after the child was waited for: from Linux
 * 6.15 on.
 */
public final class ExitWitness implements AutoCloseable {
    /** The bits of a wait status that hold the signal; 0 for an exit. */
    private static final int SIGNAL = 0x7f;

    private static final int NONE = -1;

    private int pidfd;

    private ExitWitness(int pidfd) {
        this.pidfd = pidfd;
    }

    /** To be called while the process lives, or shortly after it was started. */
    public static ExitWitness of(long pid) {
        try {
            return new ExitWitness(NativeCalls.onLinux() ? NativeCalls.pidfd(pid) : NONE);
        } catch (IOException | LinkageError refused) {
            return new ExitWitness(NONE);
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
