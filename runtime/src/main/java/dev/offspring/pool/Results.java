package dev.offspring.pool;

import dev.offspring.error.OffspringException;
import dev.offspring.sync.Timeouts;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Results, one after the other as they are asked for: Python's {@code imap}. Whoever asks for them drives the work: items are read
 * ahead only as far as the workers need it, and what was handed out is forgotten here.
 *
 * <pre>{@code
 * try (Results<Thumb> thumbs = pool.stream(ThumbsTargets::thumb, files)) {
 *     for (Thumb thumb : thumbs) { … }
 * }
 * }</pre>
 *
 * <p>A task that failed throws at its turn, and the next results are as good as ever. Closing takes back what has not begun, and
 * stops what runs. For one thread at a time.
 */
@SuppressWarnings(
        "IterableAndIterator") // they can be gone through once, as a DirectoryStream, and waited for with a time
public final class Results<R extends @Nullable Object> implements Iterable<R>, Iterator<R>, AutoCloseable {
    private final Run<?> run;
    private final Batch<?> batch;
    private final Supplier<R> reading;

    /** {@code reading} makes of what the run has come to what is handed out. */
    Results(Run<?> run, Batch<?> batch, Supplier<R> reading) {
        this.run = run;
        this.batch = batch;
        this.reading = reading;
    }

    /** Whether there is another result. May wait for the input, and not for the result. */
    @Override
    public boolean hasNext() {
        boolean more = run.hasNext();
        if (!more) {
            batch.end();
        }
        return more;
    }

    /**
     * The next result; waits for it.
     *
     * @throws NoSuchElementException if there is none
     * @throws OffspringException if the thread is interrupted while it waits; it is interrupted again then
     * @throws RuntimeException why this item has none: see {@link TaskFuture}; or what the input threw
     */
    @Override
    public R next() {
        try {
            return next(Run.FOR_EVER);
        } catch (TimeoutException e) {
            throw new AssertionError("for ever is over", e);
        }
    }

    /**
     * As {@link #next()}, for a while.
     *
     * @throws TimeoutException if it has not come in that time; it may be asked for again
     */
    public R next(Duration timeout) throws TimeoutException {
        return next(Timeouts.nanos(timeout));
    }

    private R next(long nanos) throws TimeoutException {
        try {
            run.next(nanos);
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OffspringException("interrupted while waiting for the next result of a pool", e);
        }
    }

    /** These results themselves: they can be gone through once. */
    @Override
    public Iterator<R> iterator() {
        return this;
    }

    /** As a stream, which is to be closed instead of these results. */
    public Stream<R> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    /** Takes back what has not begun, and stops what runs. Twice is harmless. */
    @Override
    public void close() {
        batch.end();
        run.close();
    }
}
