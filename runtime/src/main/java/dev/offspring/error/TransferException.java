package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** A value could not be encoded or decoded; nothing was sent, or nothing more than the one message is lost. */
public class TransferException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public TransferException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
