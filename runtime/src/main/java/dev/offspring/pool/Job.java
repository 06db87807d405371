package dev.offspring.pool;

import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.sync.Timeouts;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task that was given to a pool, with its arguments as bytes, and to whom its answer goes.
 *
 * <pre>
 * PENDING ─given─► GIVEN ─begun, answered─► DONE
 *    ▲ ▲              │ │
 *    │ └──taken back──┘ └─worker died─► DONE, or PENDING if it may be run again
 *    └ cancelled: DONE without an answer
 * </pre>
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
        /** These jobs, all of them this sink's, have {@linkplain Job#takeAnswer() answers}. Each comes at most once. */
        void completed(List<Job> jobs);
    }

    static final long NO_TIMEOUT = 0;
    private static final byte[] NOTHING = {};

    final Task<?> task;
    final Target<?> target;
    private byte[] arguments;
    final int argumentBytes;
    final boolean carries;
    final byte @Nullable [] context;
    final long timeoutNanos;
    final Sink sink;

    /** Whose it is, among all that the sink takes answers for. */
    final @Nullable Object tag;

    /** Whether it goes to the same worker as the one that was submitted before it. */
    boolean follows;

    /** Keeps what the arguments carry, as long as this job is referred to. */
    final @Nullable Encoder keeper;

    private @Nullable Answer answer;
    int retries;
    State state = State.PENDING;

    @Nullable
    WorkerProcess worker;

    long number;

    private Job(
            Task<?> task,
            byte[] arguments,
            @Nullable Encoder keeper,
            byte @Nullable [] context,
            Sink sink,
            @Nullable Object tag) {
        this.task = task;
        this.target = ForPools.target(task);
        this.arguments = arguments;
        this.argumentBytes = arguments.length;
        this.carries = keeper != null;
        this.keeper = keeper;
        this.context = context;
        Duration timeout = ForPools.timeout(task);
        this.timeoutNanos = timeout == null ? NO_TIMEOUT : Timeouts.nanos(timeout);
        this.retries = task.retries();
        this.sink = sink;
        this.tag = tag;
    }

    /**
     * Encodes the task's arguments.
     *
     * @param encoder used for it, and to be used again
     * @throws dev.offspring.error.TransferException if they cannot be encoded
     */
    static Job of(Task<?> task, Encoder encoder, byte @Nullable [] context, Sink sink, @Nullable Object tag) {
        encoder.clear();
        ForPools.encode(task, encoder);
        if (encoder.carried().isEmpty()) {
            return new Job(task, Arrays.copyOf(encoder.getBuffer(), encoder.position()), null, context, sink, tag);
        }
        Encoder keeper = new Encoder();
        ForPools.encode(task, keeper);
        byte[] message = keeper.toMessage();
        Job job = new Job(task, message, keeper, context, sink, tag);
        keeper.sent();
        return job;
    }

    /** The arguments, as bytes; none when it is done. */
    byte[] arguments() {
        return arguments;
    }

    /** What became of it; for the sink, once: a job may be referred to for long, and need not keep it. */
    Answer takeAnswer() {
        Answer given = Objects.requireNonNull(answer);
        answer = null;
        return given;
    }

    /** Hands jobs over that are {@linkplain #done done}; without any lock. */
    static void deliver(List<Job> done) {
        int from = 0;
        for (int i = 1; i <= done.size(); i++) {
            if (i == done.size() || !isOfSameSink(done.get(i), done.get(from))) {
                List<Job> some = done.subList(from, i);
                some.forEach(Job::release);
                some.getFirst().sink.completed(some);
                from = i;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // which one it is matters
    private static boolean isOfSameSink(Job one, Job other) {
        return one.sink == other.sink;
    }

    /** There is an answer. */
    void done(Answer given) {
        answer = given;
        state = State.DONE;
        worker = null;
    }

    /** It will not be given to any worker any more: its arguments, and what they carry, need not be kept. */
    void release() {
        Encoder keeping = keeper;
        if (keeping != null) {
            Decoder.discard(arguments);
            keeping.letGo();
        }
        arguments = NOTHING;
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
