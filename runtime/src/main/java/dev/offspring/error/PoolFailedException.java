package dev.offspring.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool has given up: its workers do not start, or die faster than it may replace them. */
public class PoolFailedException extends OffspringException {
    private static final long serialVersionUID = 1L;

    private final transient List<Throwable> causes;

    /** What happened, to whom, and what to do; and what was found beneath it, latest last. */
    public PoolFailedException(String message, List<? extends Throwable> causes) {
        super(message, last(causes));
        this.causes = List.copyOf(causes);
    }

    private static @Nullable Throwable last(List<? extends Throwable> causes) {
        return causes.isEmpty() ? null : causes.getLast();
    }

    /** Why workers ended, latest last; also the cause is the latest. */
    public List<Throwable> causes() {
        return causes == null ? List.of() : causes;
    }
}
