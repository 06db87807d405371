package dev.offspring.pool;

import dev.offspring.error.TaskFailedException;
import dev.offspring.process.Task;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Run} gets its items: reads them, makes tasks of them and jobs of those, and gives them to the engine. How far it
 * reads ahead, its run says. For one thread.
 */
final class Intake<T> implements AutoCloseable {
    static final int BY_ITSELF = 0;

    private static final int MOST_AT_ONCE = 512;
    private static final int MOST_STRIDE = 8;

    /** A slow input must not hold back what was read, nor what has come. */
    private static final long LONGEST_READING_NANOS = 200_000;

    private final Engine engine;
    private final Function<? super T, ? extends @Nullable Task<?>> function;
    private final Iterator<? extends T> input;
    private final int chunk;
    private final Run<T> run;
    private final byte @Nullable [] context = Contexts.capture();
    private final Bundle<T> bundle = new Bundle<>();
    private final List<Job> jobs = new ArrayList<>();

    /** How many tasks travel together; and how many were read, and jobs made of them, since the last ones were full. */
    private int together = 1;

    private int gathered;
    private int gatheredJobs;
    private long read;

    /** The input's clock is looked at once for so many items: often only if it is slow. */
    private int stride = 1;

    private boolean exhausted;
    private @Nullable Throwable failure;

    /** {@code chunk} tasks are given together; {@link #BY_ITSELF} if the engine decides. */
    Intake(
            Engine engine,
            Function<? super T, ? extends @Nullable Task<?>> function,
            Iterator<? extends T> input,
            int chunk,
            Run<T> run) {
        this.engine = engine;
        this.function = function;
        this.input = input;
        this.chunk = chunk;
        this.run = run;
    }

    /** Whether there is nothing more to read. */
    boolean isExhausted() {
        return exhausted;
    }

    /** How many items were read so far. */
    long read() {
        return read;
    }

    /** Whether the input threw something that was not thrown here yet. */
    boolean hasFailed() {
        return failure != null;
    }

    /** What the input threw comes after what it had given before, once. */
    void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case Error e -> throw e;
            default -> throw (RuntimeException) thrown;
        }
    }

    /** Reads so many items, or fewer: if there are no more, if they are heavy, or if they come slowly and results are there. */
    void read(int most) {
        together = engine.together(chunk);
        long since = System.nanoTime();
        try {
            int count = 1;
            for (int left = most; left > 0 && !exhausted && !run.isHeavy(); left--) {
                readNext();
                boolean slow = count % stride == 0 && isSlow(since, count);
                boolean enough = gathered == 0 && jobs.size() >= MOST_AT_ONCE / together;
                if (enough || slow) {
                    submit();
                    if (slow && run.isThere()) {
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
            failure = e;
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
            endChunk();
        } else if (bundle.isLarge()) {
            endBundle(); // the rest of the chunk goes to the same worker, but in a message of its own
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
            add(bundle.alone(next, task, read, run.isOrdered(), context, run));
        }
    }

    private void endBundle() {
        if (!bundle.isEmpty()) {
            add(bundle.take(read - bundle.size(), run.isOrdered(), context, run));
        }
    }

    private void endChunk() {
        endBundle();
        gathered = 0;
        gatheredJobs = 0;
    }

    private void add(Stretch<T> stretch) {
        Job job = Objects.requireNonNull(stretch.job());
        job.whole = chunk != BY_ITSELF;
        job.follows = job.whole && gatheredJobs++ > 0;
        jobs.add(job);
        run.add(stretch);
    }

    /** No task could be made of it. */
    private void fail(T unfit, RuntimeException why) {
        endBundle();
        Stretch<T> stretch = new Stretch<>(new Object[] {unfit}, read, run.isOrdered());
        run.add(stretch);
        run.completed(List.of(Answer.failed(stretch, why)));
    }

    private void submit() {
        endChunk();
        if (jobs.isEmpty()) {
            return;
        }
        List<Job> made = List.copyOf(jobs);
        jobs.clear();
        try {
            engine.submit(made, false);
        } catch (RuntimeException e) {
            exhausted = true; // whatever comes would be refused too
            List<Answer> refused = new ArrayList<>();
            for (Job job : made) {
                job.fail(task -> e, refused);
                job.release();
            }
            run.completed(refused);
        }
    }

    /** Reads no more. Twice is harmless. */
    @Override
    public void close() {
        exhausted = true;
        bundle.close();
    }
}
