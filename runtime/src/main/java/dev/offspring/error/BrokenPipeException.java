package dev.offspring.error;

/** Nobody is left who could receive what is sent: the other end of the pipe is closed. */
public final class BrokenPipeException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public BrokenPipeException(String message) {
        super(message);
    }
}
