package dev.offspring.pool;

import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Throwables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task, or of several of one job, one after the other: bytes from a worker, which whoever wants to know decodes
 * on a thread of its own, or a failure. It is read once, by one thread: {@link #next()} comes before {@link #value}.
 */
final class Answer {
    private static final byte[] NOTHING = {};

    private final @Nullable Job job;
    private final @Nullable Object tag;
    private final int first;
    private final int count;
    private final int kind;
    private final byte[] bytes;
    private final Object worker;
    private final @Nullable RuntimeException failure;

    /** Of those that it tells of, the one that is read, and where. */
    private int at = -1;

    private int from;
    private int length;

    /** The one that has arrived before it: see {@link Arrivals}. */
    @Nullable
    Answer earlier;

    private Answer(
            @Nullable Job job,
            @Nullable Object tag,
            int first,
            int count,
            int kind,
            byte[] bytes,
            Object worker,
            @Nullable RuntimeException failure) {
        this.job = job;
        this.tag = tag;
        this.first = first;
        this.count = count;
        this.kind = kind;
        this.bytes = bytes;
        this.worker = worker;
        this.failure = failure;
    }

    /** To the job's first task. {@code worker} says who sent the bytes, in words when it is asked. */
    static Answer of(Job job, int kind, byte[] bytes, Object worker) {
        return new Answer(job, job.tag, job.first(), 1, kind, bytes, worker, null);
    }

    /** The results of the job's first {@code count} tasks, in {@link Frames}. */
    static Answer results(Job job, int count, byte[] frames, Object worker) {
        return new Answer(job, job.tag, job.first(), count, WorkerLayout.RETURNED_EACH, frames, worker, null);
    }

    /** The job's task of that index has no result. */
    static Answer failed(Job job, int index, RuntimeException failure) {
        return new Answer(job, job.tag, index, 1, WorkerLayout.THREW, NOTHING, "", failure);
    }

    /** Nobody could make a job for whom {@code tag} stands. */
    static Answer failed(Object tag, RuntimeException failure) {
        return new Answer(null, tag, 0, 1, WorkerLayout.THREW, NOTHING, "", failure);
    }

    /** What has been answered; not of what could not be made. */
    Job job() {
        return Objects.requireNonNull(job);
    }

    /** Whose it is: see {@link Job#tag}. */
    Object tag() {
        return Objects.requireNonNull(tag);
    }

    /** Where the first of its tasks stood when the job was made. */
    int first() {
        return first;
    }

    /** Of how many tasks it tells. */
    int count() {
        return count;
    }

    int kind() {
        return kind;
    }

    /** How long its results are together. */
    int bytes() {
        return bytes.length;
    }

    boolean isResult() {
        return failure == null
                && (kind == WorkerLayout.RETURNED
                        || kind == WorkerLayout.RETURNED_EACH
                        || kind == WorkerLayout.RETURNED_WITH_PARCEL);
    }

    /** Goes on to the next task; false if there is none. */
    boolean next() {
        if (++at >= count) {
            return false;
        }
        if (kind == WorkerLayout.RETURNED_EACH) {
            from += length;
            length = Frames.length(bytes, from);
            from += Frames.HEADER;
        } else {
            length = bytes.length;
        }
        return true;
    }

    /** Whether no task comes after the one that is read. */
    boolean isLast() {
        return at == count - 1;
    }

    /** Where the task that is read stood when the job was made. */
    int index() {
        return first + at;
    }

    /**
     * The result, decoded.
     *
     * @throws RuntimeException why there is none: the failure that the caller of the pool sees
     */
    Object value(Decoder decoder) {
        if (failure != null) {
            throw failure;
        }
        return switch (kind) {
            case WorkerLayout.RETURNED, WorkerLayout.RETURNED_EACH -> {
                decoder.readFrom(bytes, from, length);
                yield result(job().target, decoder);
            }
            case WorkerLayout.RETURNED_WITH_PARCEL -> {
                try (Decoder carrying = Decoder.ofMessage(bytes)) {
                    yield result(job().target, carrying);
                }
            }
            case WorkerLayout.OTHER_VERSION -> throw ForPools.otherVersion(worker.toString(), job().target, theirs());
            default -> {
                Throwable thrown = thrown();
                throw new TaskFailedException(worker + " failed in " + job().task(index()) + ": " + thrown, thrown);
            }
        };
    }

    /** As {@link #value}, where it tells of one task. */
    Object onlyValue(Decoder decoder) {
        boolean ignored = next();
        return value(decoder);
    }

    // The caller knows whether a null is one of its own.
    @SuppressWarnings("NullAway")
    private Object result(Target<?> target, Decoder in) {
        try {
            return ForPools.decodeResult(target, in);
        } catch (RuntimeException | Error e) { // of a user's serialiser or constructor, too: it is this task's failure
            throw new TransferException(worker + " sent a result that cannot be decoded: " + e.getMessage(), e);
        }
    }

    private Throwable thrown() {
        return thrown(bytes, worker);
    }

    /** What a worker threw. */
    static Throwable thrown(byte[] bytes, Object worker) {
        if (bytes.length == 0) {
            return new OutOfMemoryError("the worker had no memory left to describe what was thrown");
        }
        try (Decoder in = new Decoder(bytes)) {
            return Throwables.read(in);
        } catch (RuntimeException e) {
            return new TransferException("what " + worker + " threw cannot be decoded: " + e.getMessage(), e);
        }
    }

    private List<String> theirs() {
        List<String> lines = new ArrayList<>();
        try (Decoder in = new Decoder(bytes)) {
            for (int left = in.readInt(); left > 0; left--) {
                lines.add(in.readString());
            }
        }
        return lines;
    }

    /** Nobody wants to know: what it carries is let go of. */
    void discard() {
        if (kind == WorkerLayout.RETURNED_WITH_PARCEL) {
            Decoder.discard(bytes);
        }
    }
}
