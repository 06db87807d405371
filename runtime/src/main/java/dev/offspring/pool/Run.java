package dev.offspring.pool;

import dev.offspring.error.TaskFailedException;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of a map or the like: reads items, makes tasks of them, and hands out what became of each. It reads no more than a
 * window ahead of what it has handed out: about twice what the workers can make use of, and not more than some megabytes. So an
 * endless input takes constant memory.
 *
 * <pre>
 *  input ─► entry ─► job ─► engine ─► answer ─► in the order of the input, or as they come ─► handed out
 *           └──────────────── outstanding: at most a window ────────────────┘
 * </pre>
 *
 * Items are read, and functions of the user's called, on the thread that asks for results. For one thread, but for the sink.
 */
final class Run<T> implements Job.Sink, AutoCloseable {
    static final int BY_ITSELF = 0;

    private static final long MOST_BYTES = 64L << 20;
    private static final int SHORT_BYTES = 512;
    private static final int MOST_AT_ONCE = 512;
    private static final int MOST_STRIDE = 64;
    private static final int LEAST_WINDOW_OF_WORKER = 16;

    /** A slow input must not hold back what was read, nor what has come. */
    private static final long LONGEST_READING_NANOS = 200_000;

    private final Engine engine;
    private final Function<? super T, ? extends @Nullable Task<?>> function;
    private final Iterator<? extends T> input;
    private final boolean ordered;
    private final int chunk;
    private final int leastWindow;
    private final byte @Nullable [] context = Contexts.capture();
    private final Encoder encoder = new Encoder();
    private final Decoder decoder = new Decoder();
    private final Outstanding<T> outstanding = new Outstanding<>();
    private final Arrivals<T> arrivals = new Arrivals<>();

    /** Of long results alone: others do not weigh in a window. */
    private final AtomicLong resultBytes = new AtomicLong();

    /** How many may be outstanding; asked for anew when there is room again, for it costs the engine's lock. */
    private int window;

    private long argumentBytes;
    private long read;

    /** The input's clock is looked at once for so many items: often only if it is slow. */
    private int stride = 1;

    private boolean exhausted;
    private @Nullable Throwable inputFailure;
    private volatile @Nullable Thread waiter;

    /** {@code chunk} tasks are given together; {@link #BY_ITSELF} if the engine decides. */
    Run(
            Engine engine,
            Function<? super T, ? extends @Nullable Task<?>> function,
            Iterator<? extends T> input,
            boolean ordered,
            int chunk,
            int workers) {
        this.engine = engine;
        this.function = function;
        this.input = input;
        this.ordered = ordered;
        this.chunk = chunk;
        this.leastWindow = LEAST_WINDOW_OF_WORKER * workers * Math.max(1, chunk);
    }

    /** Whether there is another item; may have to wait for the input, but not for results. */
    boolean hasNext() {
        if (outstanding.size() == 0) {
            fill();
        }
        return outstanding.size() > 0 || inputFailure != null;
    }

    /**
     * The next item that has an answer; waits for it.
     *
     * @throws NoSuchElementException if there are no more items
     * @throws TimeoutException if none has an answer by then
     */
    Entry<T> next(long deadline) throws InterruptedException, TimeoutException {
        while (true) {
            fill();
            if (outstanding.size() == 0) {
                throwInputFailure();
                throw new NoSuchElementException("there are no more results: all " + read + " have been handed out");
            }
            Entry<T> entry = ordered ? nextInOrder() : arrivals.poll();
            if (entry != null) {
                outstanding.remove(entry);
                argumentBytes -= entry.argumentBytes();
                if (entry.resultBytes() > SHORT_BYTES) {
                    resultBytes.addAndGet(-entry.resultBytes());
                }
                return entry;
            }
            await(deadline);
        }
    }

    /** What the input threw comes after what it had given before, once. */
    private void throwInputFailure() {
        Throwable failure = inputFailure;
        inputFailure = null;
        switch (failure) {
            case null -> {}
            case Error e -> throw e;
            default -> throw (RuntimeException) failure;
        }
    }

    private @Nullable Entry<T> nextInOrder() {
        Entry<T> first = outstanding.first();
        return first != null && first.isAnswered() ? first : null;
    }

    /** With what its entries' results are decoded. */
    Decoder decoder() {
        return decoder;
    }

    private boolean isThere() {
        return ordered ? nextInOrder() != null : !arrivals.isEmpty();
    }

    private void await(long deadline) throws InterruptedException, TimeoutException {
        waiter = Thread.currentThread();
        try {
            while (!isThere()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new TimeoutException("no result has come in time");
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            waiter = null;
        }
    }

    /** Reads on, if there is much room: a little is not worth the trouble. */
    private void fill() {
        if (exhausted) {
            return;
        }
        if (outstanding.size() > 0 && (window - outstanding.size() < window / 4 || isHeavy())) {
            return;
        }
        window = Math.max(leastWindow, 2 * engine.appetite());
        int room = Math.max(0, window - outstanding.size());
        List<Job> jobs = new ArrayList<>(Math.min(room, MOST_AT_ONCE));
        long since = System.nanoTime();
        try {
            for (int count = 1; room > 0 && !exhausted && !isHeavy(); count++, room--) {
                readInto(jobs);
                boolean slow = count % stride == 0 && isSlow(since, count);
                if (jobs.size() == (chunk == BY_ITSELF ? MOST_AT_ONCE : chunk) || slow) {
                    submit(jobs);
                    if (slow && isThere()) {
                        return;
                    }
                    since = System.nanoTime();
                    count = 0;
                }
            }
        } finally {
            submit(jobs);
        }
    }

    private boolean isHeavy() {
        return argumentBytes + resultBytes.get() > MOST_BYTES;
    }

    /** Whether {@code count} items took long; the next look comes when a quarter of that may have passed. */
    private boolean isSlow(long since, int count) {
        long took = System.nanoTime() - since;
        long each = Math.max(1, took / count);
        stride = Math.clamp(LONGEST_READING_NANOS / 4 / each, 1, MOST_STRIDE);
        return took > LONGEST_READING_NANOS;
    }

    private void readInto(List<Job> jobs) {
        Entry<T> entry;
        try {
            if (!input.hasNext()) {
                exhausted = true;
                return;
            }
            entry = new Entry<>(input.next(), read);
        } catch (RuntimeException | Error e) {
            exhausted = true;
            inputFailure = e;
            return;
        }
        read++;
        outstanding.add(entry);
        try {
            Job job = Job.of(task(entry), encoder, context, this, entry);
            job.follows = !jobs.isEmpty() && chunk != BY_ITSELF;
            entry.runs(job);
            argumentBytes += job.argumentBytes;
            jobs.add(job);
        } catch (RuntimeException e) {
            fail(entry, e);
        } catch (Error e) { // a user's serialiser's; who asks for the next result must not wait for this one
            fail(entry, new TaskFailedException("its task could not be encoded: " + e, e));
        }
    }

    private Task<?> task(Entry<T> entry) {
        Task<?> task;
        try {
            task = function.apply(entry.item());
        } catch (RuntimeException | Error e) {
            throw new TaskFailedException("no task could be made: " + e, e);
        }
        if (task == null) {
            throw new TaskFailedException(
                    "no task could be made: the function gave null",
                    new NullPointerException("the function gave null in the place of a task"));
        }
        return task;
    }

    private void submit(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<Job> batch = List.copyOf(jobs);
        jobs.clear();
        try {
            engine.submit(batch, false);
        } catch (RuntimeException e) {
            exhausted = true; // whatever comes would be refused too
            batch.forEach(job -> job.done(Answer.failed(e)));
            completed(batch);
        }
    }

    private void arrive(Entry<T> entry, Answer answer) {
        if (answer.bytes().length > SHORT_BYTES) {
            resultBytes.addAndGet(answer.bytes().length);
        }
        entry.answer(answer);
    }

    /** No task could be made of it. */
    private void fail(Entry<T> entry, RuntimeException why) {
        arrive(entry, Answer.failed(why));
        if (!ordered) {
            arrivals.push(entry, entry);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // its jobs have no other tags
    public void completed(List<Job> jobs) {
        Entry<T> newest = null;
        Entry<T> oldest = null;
        for (Job job : jobs) {
            Entry<T> entry = (Entry<T>) Objects.requireNonNull(job.tag);
            entry.earlier = newest;
            newest = entry;
            oldest = oldest == null ? entry : oldest;
            arrive(entry, job.takeAnswer());
        }
        if (!ordered && newest != null && oldest != null) {
            arrivals.push(newest, oldest);
        }
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Takes back what has not begun, and stops what runs. Twice is harmless. */
    @Override
    public void close() {
        exhausted = true;
        List<Job> jobs = outstanding.clear();
        arrivals.clear();
        if (!jobs.isEmpty()) {
            engine.cancel(jobs);
        }
        encoder.close();
        decoder.close();
    }
}
