package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/** A task's own code threw; the cause is what it threw, with the child's frames. */
public class TaskFailedException extends OffspringException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public TaskFailedException(String message) {
        super(message);
    }

    /** What happened, to whom, and what to do; and what was found beneath it. */
    public TaskFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
