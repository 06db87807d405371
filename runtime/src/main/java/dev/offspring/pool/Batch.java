package dev.offspring.pool;

import java.lang.ref.Reference;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
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

    /** Runs all, and throws what failed first, when all are done. */
    void runAll(BiConsumer<Entry<T>, @Nullable Object> each) throws InterruptedException {
        Failures failures = new Failures();
        try (run) {
            while (run.hasNext()) {
                Entry<T> entry = next();
                try {
                    each.accept(entry, value(entry));
                } catch (RuntimeException e) {
                    failures.add(entry, e);
                }
            }
        } finally {
            end();
        }
        failures.throwFirst();
    }

    private Entry<T> next() throws InterruptedException {
        try {
            return run.next(System.nanoTime() + Long.MAX_VALUE / 2);
        } catch (TimeoutException e) {
            throw new AssertionError("for ever is over", e);
        }
    }

    private Object value(Entry<?> entry) {
        try {
            Object value = entry.value(run.decoder());
            tell(entry, null);
            return value;
        } catch (RuntimeException e) {
            tell(entry, e);
            throw e;
        }
    }

    private void tell(Entry<?> entry, @Nullable RuntimeException failure) {
        if (progress != null) {
            progress.done(entry.item(), failure);
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
        return new Results<>(run, this, entry -> (R) value(entry));
    }

    /** One outcome after the other. */
    @SuppressWarnings("unchecked") // as above; and the run's entries have the run's items
    <R extends @Nullable Object> Results<Outcome<T, R>> outcomes() {
        return new Results<>(run, this, entry -> {
            T item = (T) entry.item();
            try {
                return new Outcome.Done<>(item, entry.index(), (R) value(entry));
            } catch (RuntimeException e) {
                return new Outcome.Failed<>(item, entry.index(), e);
            }
        });
    }
}
