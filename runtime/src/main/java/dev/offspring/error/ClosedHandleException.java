package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** A shared thing was used after it was closed, or by a process of another session, or as something that it is not. */
public class ClosedHandleException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public ClosedHandleException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public ClosedHandleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
