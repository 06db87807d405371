package dev.offspring.pool;

import dev.offspring.error.TaskFailedException;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
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
 *  input ─► bundle ─► stretch, job ─► engine ─► answer ─► in the order of the input, or as they come ─► handed out
 *           └─────────────────── outstanding: at most a window ────────────────────────┘
 * </pre>
 *
 * Items are read, and functions of the user's called, on the thread that asks for results. For one thread, but for the sink.
 */
final class Run<T> implements Job.Sink, AutoCloseable {
    static final int BY_ITSELF = 0;

    /** To wait for as long as it takes. */
    static final long FOR_EVER = Long.MAX_VALUE;

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
    private final Bundle<T> bundle = new Bundle<>();
    private final List<Job> jobs = new ArrayList<>();
    private final Decoder decoder = new Decoder();
    private final Outstanding<T> outstanding = new Outstanding<>();
    private final Arrivals arrivals = new Arrivals();

    /** Of long results alone: others do not weigh in a window. */
    private final AtomicLong resultBytes = new AtomicLong();

    /** How many may be outstanding; asked for anew when there is room again, for it costs the engine's lock. */
    private int window;

    /** How many tasks travel together; and how many were read, and jobs made of them, since the last ones were full. */
    private int together;

    private int gathered;
    private int gatheredJobs;
    private long argumentBytes;
    private long read;

    /** The input's clock is looked at once for so many items: often only if it is slow. */
    private int stride = 1;

    private boolean exhausted;
    private @Nullable Throwable inputFailure;
    private volatile @Nullable Thread waiter;

    /** What is handed out: an answer to several, and the one of them whose turn it is. */
    private @Nullable Answer answer;

    private @Nullable T item;
    private long index;

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
        if (outstanding.items() == 0) {
            fill();
        }
        return outstanding.items() > 0 || inputFailure != null;
    }

    // What is handed out.

    /**
     * Goes on to the next item that has an answer; waits for it, at most so long.
     *
     * @throws NoSuchElementException if there are no more items
     * @throws TimeoutException if none has an answer by then
     */
    void next(long nanos) throws InterruptedException, TimeoutException {
        fill();
        Answer current = answer;
        if (current == null || !current.next()) {
            answer = null;
            current = await(nanos);
            boolean ignored = current.next();
            answer = current;
        }
        Stretch<T> stretch = stretch(current);
        index = stretch.index(current.index());
        item = stretch.take(current.index());
        if (outstanding.remove(stretch)) {
            argumentBytes -= stretch.argumentBytes();
        }
    }

    /** The item whose turn it is. */
    @SuppressWarnings("NullAway") // null only if the input has given that
    T item() {
        return item;
    }

    /** Where it stood in the input. */
    long index() {
        return index;
    }

    /**
     * Its result; null also for a target that gives nothing.
     *
     * @throws RuntimeException why there is none
     */
    Object value() {
        return Objects.requireNonNull(answer).value(decoder);
    }

    @SuppressWarnings("unchecked") // its jobs have no other tags
    private Stretch<T> stretch(Answer of) {
        return (Stretch<T>) of.tag();
    }

    private Answer await(long nanos) throws InterruptedException, TimeoutException {
        if (outstanding.items() == 0) {
            throwInputFailure();
            throw new NoSuchElementException("there are no more results: all " + read + " have been handed out");
        }
        Answer next = poll();
        if (next != null) {
            return next;
        }
        long since = System.nanoTime();
        waiter = Thread.currentThread();
        try {
            for (next = poll(); next == null; next = poll()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long left = nanos - (System.nanoTime() - since);
                if (left <= 0) {
                    throw new TimeoutException("no result has come in time");
                }
                LockSupport.parkNanos(this, left);
            }
            return next;
        } finally {
            waiter = null;
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

    /** The answer whose turn it is; null if it has not come. */
    private @Nullable Answer poll() {
        Answer next = !isThere() ? null : ordered ? Objects.requireNonNull(outstanding.first()).takeNext() : arrivals.poll();
        if (next != null && isLong(next)) {
            resultBytes.addAndGet(-next.bytes());
        }
        return next;
    }

    private boolean isThere() {
        if (!ordered) {
            return !arrivals.isEmpty();
        }
        for (Answer next = arrivals.poll(); next != null; next = arrivals.poll()) {
            stretch(next).keep(next);
        }
        Stretch<T> first = outstanding.first();
        return first != null && first.hasNext();
    }

    private static boolean isLong(Answer answer) {
        return answer.bytes() > SHORT_BYTES * answer.count();
    }

    // What is read.

    /** Reads on, if there is much room: a little is not worth the trouble. */
    private void fill() {
        if (exhausted) {
            return;
        }
        int there = outstanding.items();
        if (there > 0 && (window - there < window / 4 || isHeavy())) {
            return;
        }
        window = Math.max(leastWindow, 2 * engine.appetite());
        together = engine.together(chunk);
        long since = System.nanoTime();
        try {
            int count = 1;
            for (int room = window - there; room > 0 && !exhausted && !isHeavy(); room--) {
                readNext();
                boolean slow = count % stride == 0 && isSlow(since, count);
                boolean enough = gathered == 0 && jobs.size() >= MOST_AT_ONCE / together;
                if (enough || slow) {
                    submit();
                    if (slow && isThere()) {
                        return;
                    }
                    since = System.nanoTime();
                    count = 0;
                }
                count++;
            }
        } finally {
            submit();
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

    private void readNext() {
        T next;
        try {
            if (!input.hasNext()) {
                exhausted = true;
                return;
            }
            next = input.next();
        } catch (RuntimeException | Error e) {
            exhausted = true;
            inputFailure = e;
            return;
        }
        try {
            gather(next, task(next));
        } catch (RuntimeException e) {
            fail(next, e);
        } catch (Error e) { // a user's serialiser's; who asks for the next result must not wait for this one
            fail(next, new TaskFailedException("its task could not be encoded: " + e, e));
        }
        read++;
        gathered++;
        if (gathered >= together || (chunk == BY_ITSELF && bundle.isLarge())) {
            endBundle();
            gathered = 0;
            gatheredJobs = 0;
        }
    }

    private Task<?> task(T of) {
        Task<?> task;
        try {
            task = function.apply(of);
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

    private void gather(T next, Task<?> task) {
        if (!bundle.suits(task)) {
            endBundle();
        }
        if (together == 1 || !bundle.add(next, task)) {
            endBundle();
            add(bundle.alone(next, task, read, ordered, context, this));
        }
    }

    private void endBundle() {
        if (!bundle.isEmpty()) {
            add(bundle.take(read - bundle.size(), ordered, context, this));
        }
    }

    private void add(Stretch<T> stretch) {
        Job job = Objects.requireNonNull(stretch.job());
        job.whole = chunk != BY_ITSELF;
        job.follows = job.whole && gatheredJobs++ > 0;
        jobs.add(job);
        outstanding.add(stretch);
        argumentBytes += stretch.argumentBytes();
    }

    /** No task could be made of it. */
    private void fail(T unfit, RuntimeException why) {
        endBundle();
        Stretch<T> stretch = new Stretch<>(new Object[] {unfit}, read, ordered);
        outstanding.add(stretch);
        Answer failed = Answer.failed(stretch, why);
        arrivals.push(failed, failed);
    }

    private void submit() {
        endBundle();
        gathered = 0;
        gatheredJobs = 0;
        if (jobs.isEmpty()) {
            return;
        }
        List<Job> made = List.copyOf(jobs);
        jobs.clear();
        try {
            engine.submit(made, false);
        } catch (RuntimeException e) {
            exhausted = true; // whatever comes would be refused too
            for (Job job : made) {
                for (int i = 0; i < job.count(); i++) {
                    completed(List.of(Answer.failed(job, i, e)));
                }
            }
        }
    }

    @Override
    public void completed(List<Answer> answers) {
        Answer newest = null;
        for (Answer answered : answers) {
            answered.earlier = newest;
            newest = answered;
            if (isLong(answered)) {
                resultBytes.addAndGet(answered.bytes());
            }
        }
        arrivals.push(Objects.requireNonNull(newest), answers.getFirst());
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Takes back what has not begun, and stops what runs. Twice is harmless. */
    @Override
    public void close() {
        exhausted = true;
        answer = null;
        List<Job> unanswered = outstanding.clear();
        arrivals.clear();
        if (!unanswered.isEmpty()) {
            engine.cancel(unanswered);
        }
        bundle.close();
        decoder.close();
    }
}
