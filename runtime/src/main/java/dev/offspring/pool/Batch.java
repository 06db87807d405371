package dev.offspring.pool;

import java.lang.ref.Reference;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@link Run} with somebody who watches it, in the forms that a pool offers. */
final class Batch<T> {
    static final long UNKNOWN = -1;

    /** A pool that is forgotten ends: not before its results are. */
    private final Pool pool;

    private final Run<T> run;
    private final @Nullable Progress progress;
    private boolean over;

    Batch(Pool pool, Run<T> run, long total, @Nullable Progress progress) {
        this.pool = pool;
        this.run = run;
        this.progress = progress;
        if (progress != null) {
            progress.begin(total);
        }
    }

    /** Is given each result, with where its item stood in the input. */
    interface Each {
        void accept(long index, @Nullable Object value);
    }

    /** Runs all, and throws what failed first, when all are done. */
    void runAll(Each each) throws InterruptedException {
        Failures failures = new Failures();
        try (run) {
            while (run.hasNext()) {
                next();
                try {
                    each.accept(run.index(), value());
                } catch (RuntimeException e) {
                    failures.add(run.index(), run.item(), e);
                }
            }
        } finally {
            end();
        }
        failures.throwFirst();
    }

    private void next() throws InterruptedException {
        try {
            run.next(Run.FOR_EVER);
        } catch (TimeoutException e) {
            throw new AssertionError("for ever is over", e);
        }
    }

    private Object value() {
        try {
            Object value = run.value();
            tell(null);
            return value;
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
    }

    private void tell(@Nullable RuntimeException failure) {
        if (progress != null) {
            progress.done(run.item(), failure);
        }
    }

    void end() {
        try {
            if (!over && progress != null) {
                progress.end();
            }
            over = true;
        } finally {
            Reference.reachabilityFence(pool);
        }
    }

    /** One result after the other. */
    @SuppressWarnings("unchecked") // what a target gives is of its type
    <R extends @Nullable Object> Results<R> values() {
        return new Results<>(run, this, () -> (R) value());
    }

    /** One outcome after the other. */
    @SuppressWarnings("unchecked") // as above
    <R extends @Nullable Object> Results<Outcome<T, R>> outcomes() {
        return new Results<>(run, this, () -> {
            try {
                return new Outcome.Done<>(run.item(), run.index(), (R) value());
            } catch (RuntimeException e) {
                return new Outcome.Failed<>(run.item(), run.index(), e);
            }
        });
    }
}
