package dev.offspring.error;

import java.time.Instant;

/**
 * The process that held a lock ended without unlocking it: what the lock guards may be half changed.
 *
 * <p>The lock is not taken, unless the message says so. {@code recover()} takes it over: then repair what it guards, and
 * unlock. Exactly one of all who call it gets the lock; the others wait for it by {@code lock()}, as usual.
 */
public final class OwnerDiedException extends OffspringException {
    private static final long serialVersionUID = 1L;

    private final long pid;
    private final Instant noticed;

    /** The whole story; {@code pid} is −1 if nobody knows it any more. */
    public OwnerDiedException(String message, long pid) {
        super(message);
        this.pid = pid;
        this.noticed = Instant.now();
    }

    /** The process id of the owner that died; −1 if so many processes have come since that nobody knows it any more. */
    public long pid() {
        return pid;
    }

    /** When this process noticed. */
    public Instant noticed() {
        return noticed;
    }
}
