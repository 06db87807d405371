package dev.offspring.pool;

import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
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
 * One call of a map or the like: hands out what became of each item. It reads no more than a window ahead of what it has handed
 * out: about twice what the workers can make use of, and not more than some megabytes. So an endless input takes constant memory.
 *
 * <pre>
 *  input ─► intake ─► stretch, job ─► engine ─► answer ─► in the order of the input, or as they come ─► handed out
 *           └─────────────────── outstanding: at most a window ────────────────────────┘
 * </pre>
 *
 * Items are read, and functions of the user's called, on the thread that asks for results. For one thread, but for the sink.
 */
final class Run<T> implements Job.Sink, AutoCloseable {
    /** To wait for as long as it takes. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final long MOST_BYTES = 64L << 20;
    private static final int SHORT_BYTES = 512;
    private static final int LEAST_WINDOW_OF_WORKER = 16;

    private final Engine engine;
    private final Intake<T> intake;
    private final boolean ordered;
    private final int leastWindow;
    private final Decoder decoder = new Decoder();
    private final Outstanding<T> outstanding = new Outstanding<>();
    private final Arrivals arrivals = new Arrivals();

    /** Of long results alone: others do not weigh in a window. */
    private final AtomicLong resultBytes = new AtomicLong();

    /** How many may be outstanding; asked for anew when there is room again, for it costs the engine's lock. */
    private int window;

    private volatile @Nullable Thread waiter;

    /** Nobody wants what comes. */
    private volatile boolean closed;

    /** What is handed out: an answer to several, and the one of them whose turn it is. */
    private @Nullable Answer answer;

    private @Nullable T item;
    private long index;

    /** {@code chunk} tasks are given together; {@link Intake#BY_ITSELF} if the engine decides. */
    @SuppressWarnings("this-escape") // nobody uses it before it is there
    Run(
            Engine engine,
            Function<? super T, ? extends @Nullable Task<?>> function,
            Iterator<? extends T> input,
            boolean ordered,
            int chunk,
            int workers) {
        this.engine = engine;
        this.ordered = ordered;
        this.leastWindow = LEAST_WINDOW_OF_WORKER * workers * Math.max(1, chunk);
        this.intake = new Intake<>(engine, function, input, chunk, this);
    }

    boolean isOrdered() {
        return ordered;
    }

    /** Whether there is another item; may have to wait for the input, but not for results. */
    boolean hasNext() {
        if (outstanding.items() == 0) {
            fill();
        }
        return outstanding.items() > 0 || intake.hasFailed();
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
        outstanding.remove(stretch);
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
     * Its result, once; null also for a target that gives nothing.
     *
     * @throws RuntimeException why there is none
     */
    Object value() {
        Answer current = Objects.requireNonNull(answer);
        if (current.isLast()) {
            answer = null; // whoever has the result decides how long it is kept
        }
        return current.value(decoder);
    }

    @SuppressWarnings("unchecked") // its jobs have no other tags
    private Stretch<T> stretch(Answer of) {
        return (Stretch<T>) of.tag();
    }

    private Answer await(long nanos) throws InterruptedException, TimeoutException {
        if (outstanding.items() == 0) {
            intake.throwFailure();
            throw new NoSuchElementException(
                    "there are no more results: all " + intake.read() + " have been handed out");
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

    /** The answer whose turn it is; null if it has not come. */
    private @Nullable Answer poll() {
        Answer next = !isThere()
                ? null
                : ordered ? Objects.requireNonNull(outstanding.first()).takeNext() : arrivals.poll();
        if (next != null && isLong(next)) {
            resultBytes.addAndGet(-next.bytes());
        }
        return next;
    }

    /** Whether the answer has come whose turn it is. */
    boolean isThere() {
        Answer current = answer;
        if (current != null && !current.isLast()) {
            return true;
        }
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

    // What comes in.

    /** Reads on, if there is much room: a little is not worth the trouble. */
    private void fill() {
        int there = outstanding.items();
        if (intake.isExhausted() || (there > 0 && (window - there < window / 4 || isHeavy()))) {
            return;
        }
        window = Math.max(leastWindow, 2 * engine.appetite());
        intake.read(window - there);
    }

    /** Whether what is outstanding needs much memory. */
    boolean isHeavy() {
        return outstanding.argumentBytes() + resultBytes.get() > MOST_BYTES;
    }

    /** These items were read. */
    void add(Stretch<T> stretch) {
        outstanding.add(stretch);
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
        if (closed) {
            arrivals.discardPushed();
        }
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Takes back what has not begun, and stops what runs. Twice is harmless. */
    @Override
    public void close() {
        closed = true;
        intake.close();
        Answer current = answer;
        if (current != null) {
            answer = null;
            current.discard();
        }
        List<Job> unanswered = outstanding.clear();
        arrivals.discard();
        if (!unanswered.isEmpty()) {
            engine.cancel(unanswered);
        }
        decoder.close();
    }
}
