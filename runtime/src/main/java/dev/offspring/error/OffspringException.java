package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** The root of everything that this library throws of its own. */
public class OffspringException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public OffspringException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public OffspringException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
