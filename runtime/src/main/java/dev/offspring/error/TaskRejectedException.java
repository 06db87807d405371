package dev.offspring.error;

import java.util.concurrent.RejectedExecutionException;

/** A pool does not take a task: it was shut down, or its queue is full. */
public class TaskRejectedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    /** What happened, to whom, and what to do. */
    public TaskRejectedException(String message) {
        super(message);
    }
}
