package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** A process could not be started. */
public class StartException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public StartException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
