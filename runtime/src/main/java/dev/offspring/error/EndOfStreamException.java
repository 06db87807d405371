package dev.offspring.error;

/** All that was sent has been received, and nobody is left who could send more: the end of the other side is closed. */
public final class EndOfStreamException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public EndOfStreamException(String message) {
        super(message);
    }
}
