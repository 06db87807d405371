package dev.offspring.pool;

import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Throwables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task: bytes from a worker, which whoever wants to know decodes on a thread of its own, or a failure.
 *
 * @param kind one of {@link WorkerLayout}'s
 * @param bytes of that kind
 * @param worker who sent them, in words when it is asked
 * @param failure instead of all that, if there is no answer of a worker's
 */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record Answer(
        int kind, byte[] bytes, Object worker, @Nullable RuntimeException failure) {
    private static final byte[] NOTHING = {};

    static Answer failed(RuntimeException failure) {
        return new Answer(WorkerLayout.THREW, NOTHING, "", failure);
    }

    boolean isResult() {
        return failure == null && (kind == WorkerLayout.RETURNED || kind == WorkerLayout.RETURNED_WITH_PARCEL);
    }

    /**
     * The result, decoded.
     *
     * @throws RuntimeException why there is none: the failure that the caller of the pool sees
     */
    Object value(Job job, Decoder decoder) {
        if (failure != null) {
            throw failure;
        }
        return switch (kind) {
            case WorkerLayout.RETURNED -> {
                decoder.read(bytes, bytes.length);
                yield result(job.target, decoder);
            }
            case WorkerLayout.RETURNED_WITH_PARCEL -> {
                try (Decoder carrying = Decoder.ofMessage(bytes)) {
                    yield result(job.target, carrying);
                }
            }
            case WorkerLayout.OTHER_VERSION -> throw ForPools.otherVersion(worker.toString(), job.target, theirs());
            default -> {
                Throwable thrown = thrown();
                throw new TaskFailedException(worker + " failed in " + job + ": " + thrown, thrown);
            }
        };
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

    Throwable thrown() {
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
