package dev.offspring.error;

/** A queue was shut down: nothing can be put any more, or all that had been put has been taken. */
public final class QueueShutdownException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public QueueShutdownException(String message) {
        super(message);
    }
}
