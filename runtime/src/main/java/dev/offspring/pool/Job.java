package dev.offspring.pool;

import dev.offspring.error.TransferException;
import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.sync.Timeouts;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task that was given to a pool, or several that travel together, with their arguments as bytes, and to whom their answers go.
 *
 * <pre>
 * PENDING ─given─► GIVEN ─begun, answered─► DONE
 *    ▲ ▲              │ │
 *    │ └──taken back──┘ └─worker died─► DONE, or PENDING if it may be run again
 *    └ cancelled: DONE without an answer
 *
 *   of several:  | answered | first … count | split off |
 * </pre>
 *
 * <p>Tasks that travel together cost one job, one message and one answer as long as nothing happens to them. They are of one
 * target, and have the same timeout and retries. What happens to one of them happens to it alone: the job is {@linkplain #split
 * split} then, wherever that is.
 *
 * <p>What changes is the engine's, under its lock.
 */
final class Job {
    enum State {
        PENDING,
        GIVEN,
        DONE
    }

    /** Takes answers. Must not block, and run nobody's code: whoever calls it has others to serve. */
    interface Sink {
        /** These answers are of jobs of this sink. There is at most one for each task. */
        void completed(List<Answer> answers);
    }

    static final long NO_TIMEOUT = 0;
    private static final byte[] NOTHING = {};

    final Target<?> target;
    private final Task<?>[] tasks;

    /** Where in the arguments each task's end; null if there is but one task, which needs no frame of its own. */
    private final int @Nullable [] ends;

    private byte[] arguments;
    final boolean carries;
    final byte @Nullable [] context;
    final long timeoutNanos;
    final Sink sink;

    /** Whose it is, among all that the sink takes answers for. */
    final @Nullable Object tag;

    /** Keeps what the arguments carry, as long as this job is referred to. */
    private final @Nullable Encoder keeper;

    /** Whether it goes to the same worker as the one that was submitted before it. */
    boolean follows;

    /** Whether it is given to a worker as a whole. */
    boolean whole;

    /** Of its tasks the first that has no answer, and how many have none. */
    private int first;

    private int count;
    int retries;

    /** How many workers have died when it was the next that they were to begin. */
    int diedBefore;

    State state = State.PENDING;

    @Nullable
    WorkerProcess worker;

    /** The worker's number of the first task. */
    long number;

    /** What was split off from it, and so on: together they are all that were once one job. */
    private @Nullable Job piece;

    private Job(
            Task<?>[] tasks,
            int @Nullable [] ends,
            byte[] arguments,
            @Nullable Encoder keeper,
            byte @Nullable [] context,
            Sink sink,
            @Nullable Object tag) {
        Task<?> task = tasks[0];
        this.tasks = tasks;
        this.target = ForPools.target(task);
        this.ends = ends;
        this.arguments = arguments;
        this.carries = keeper != null;
        this.keeper = keeper;
        this.context = context;
        Duration timeout = ForPools.timeout(task);
        this.timeoutNanos = timeout == null ? NO_TIMEOUT : Timeouts.nanos(timeout);
        this.retries = task.retries();
        this.sink = sink;
        this.tag = tag;
        this.count = tasks.length;
    }

    private Job(Job from, int first, int count) {
        this.tasks = from.tasks;
        this.target = from.target;
        this.ends = from.ends;
        this.arguments = from.arguments;
        this.carries = from.carries;
        this.keeper = from.keeper;
        this.context = from.context;
        this.timeoutNanos = from.timeoutNanos;
        this.sink = from.sink;
        this.tag = from.tag;
        this.first = first;
        this.count = count;
        this.retries = from.retries;
        this.state = from.state;
        this.worker = from.worker;
        this.number = from.number + (first - from.first);
        this.piece = from.piece;
    }

    /**
     * Encodes a task's arguments.
     *
     * @param encoder used for it, and to be used again
     * @throws TransferException if they cannot be encoded
     */
    static Job of(Task<?> task, Encoder encoder, byte @Nullable [] context, Sink sink, @Nullable Object tag) {
        encoder.clear();
        ForPools.encode(task, encoder);
        Task<?>[] one = {task};
        if (encoder.carried().isEmpty()) {
            byte[] arguments = Arrays.copyOf(encoder.getBuffer(), encoder.position());
            return new Job(one, null, arguments, null, context, sink, tag);
        }
        Encoder keeper = new Encoder();
        ForPools.encode(task, keeper);
        byte[] message = keeper.toMessage();
        Job job = new Job(one, null, message, keeper, context, sink, tag);
        keeper.sent();
        return job;
    }

    /**
     * Of several tasks; {@code arguments} are each one's with its {@linkplain Frames length} before it, up to its end. Of one task
     * if there are no {@code ends}, with its arguments alone.
     */
    static Job of(
            Task<?>[] tasks,
            int @Nullable [] ends,
            byte[] arguments,
            byte @Nullable [] context,
            Sink sink,
            @Nullable Object tag) {
        return new Job(tasks, ends, arguments, null, context, sink, tag);
    }

    // Its tasks that have no answer.

    /** How many they are. */
    int count() {
        return count;
    }

    /** Where the first of them stood when the job was made. */
    int first() {
        return first;
    }

    /** The worker's number of the last of them. */
    long lastNumber() {
        return number + count - 1;
    }

    /** The first of them. */
    Task<?> task() {
        return tasks[first];
    }

    /** The one that stood there when the job was made, whether it has an answer or not. */
    Task<?> task(int index) {
        return tasks[index];
    }

    /** They, one by one. */
    List<Task<?>> tasks() {
        return Arrays.asList(tasks).subList(first, first + count);
    }

    /** The first {@code answered} of them have an answer. */
    void answered(int answered) {
        first += answered;
        number += answered;
        count -= answered;
        if (count == 0) {
            state = State.DONE;
            worker = null;
        }
    }

    /** None of them has a result: adds why. */
    void fail(Function<? super Task<?>, RuntimeException> why, List<Answer> answers) {
        state = State.DONE;
        worker = null;
        for (int i = first; i < first + count; i++) {
            answers.add(Answer.failed(this, i, why.apply(tasks[i])));
        }
    }

    /** What is behind the first {@code kept} of them is a job of its own from now on. */
    Job split(int kept) {
        Job rest = new Job(this, first + kept, count - kept);
        count = kept;
        piece = rest;
        return rest;
    }

    /** What was split off from it; null if there is nothing more. */
    @Nullable
    Job piece() {
        return piece;
    }

    // Their arguments.

    /** Which message carries them. */
    int kind() {
        return ends != null ? WorkerLayout.RUN_EACH : carries ? WorkerLayout.RUN_WITH_PARCEL : WorkerLayout.RUN;
    }

    /** The arguments, as bytes; none when it is done. */
    byte[] arguments() {
        return arguments;
    }

    int argumentsFrom() {
        return ends == null || first == 0 ? 0 : ends[first - 1];
    }

    int argumentBytes() {
        return (ends == null ? arguments.length : ends[first + count - 1]) - argumentsFrom();
    }

    /** Hands answers over; without any lock. */
    static void deliver(List<Answer> answers) {
        int from = 0;
        for (int i = 1; i <= answers.size(); i++) {
            if (i == answers.size() || !isOfSameSink(answers.get(i), answers.get(from))) {
                List<Answer> some = answers.subList(from, i);
                some.forEach(answer -> answer.job().release());
                some.getFirst().job().sink.completed(some);
                from = i;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // which one it is matters
    private static boolean isOfSameSink(Answer one, Answer other) {
        return one.job().sink == other.job().sink;
    }

    /** It will not be given to any worker any more: its arguments, and what they carry, need not be kept. */
    void release() {
        if (ends != null) {
            return; // others of its kind may need them
        }
        Encoder keeping = keeper;
        if (keeping != null) {
            Decoder.discard(arguments);
            keeping.letGo();
        }
        arguments = NOTHING;
    }

    /** The first of its tasks that has no answer, or the last. */
    @Override
    public String toString() {
        return tasks[Math.min(first, tasks.length - 1)].toString();
    }
}
