package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** The session's file, its slots or its address could not be made or used. */
public class SessionException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public SessionException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public SessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
