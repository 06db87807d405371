package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** Shared memory is used up: the arena's cap, or the space behind it, is reached. Nothing was allocated. */
public class ArenaFullException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public ArenaFullException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public ArenaFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
