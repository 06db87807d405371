package dev.offspring.channel;

import dev.offspring.error.TransferException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elements that go into a queue, or come out of it, as many at once as is possible. For one call. */
final class Batch<E> {
    private final Queue<E> queue;
    private final Codec<E> codec;
    private final Stream stream;
    private final Frames frames;

    Batch(Queue<E> queue, Codec<E> codec, Stream stream, Frames frames) {
        this.queue = queue;
        this.codec = codec;
        this.stream = stream;
        this.frames = frames;
    }

    void putAll(Collection<? extends E> elements) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            for (E element : elements) {
                Objects.requireNonNull(element, "a queue takes no null; an Optional says that there is nothing");
                if (!add(element)) {
                    flush();
                    queue.put(element);
                } else if (frames.isFull()) {
                    flush();
                }
            }
        } finally {
            flush(); // also what stands before one that cannot be encoded
        }
    }

    /** Adds a copy of what was encoded; false if it is none that can be put together with others. */
    private boolean add(E element) {
        Codec.Writer writer = codec.encode(element);
        Outgoing encoded = writer.message;
        boolean simple = encoded.parcel == null && encoded.length <= Stream.LONGEST_INLINE;
        if (simple) {
            frames.add(encoded.bytes, encoded.offset, encoded.length);
        } else {
            stream.discard(encoded);
        }
        codec.giveBack(writer);
        return simple;
    }

    private void flush() throws InterruptedException {
        try {
            while (!frames.isEmpty()) {
                stream.putSome(frames, 0, true);
                if (!frames.isEmpty()) {
                    queue.put(frames.outgoing()); // waits for room, or says that there is none
                }
            }
        } finally {
            frames.clear();
        }
    }

    int drainTo(Collection<? super E> into, int most) {
        int count = 0;
        @Nullable TransferException failure = null;
        int taken = 1;
        long end = stream.puts();
        try {
            while (taken > 0 && failure == null && count < most && stream.goesOn(count, end)) {
                taken = stream.takeSome(frames, most - count);
                for (int i = 0; i < taken; i++) {
                    try {
                        into.add(codec.decode(frames.next(), stream));
                        count++;
                    } catch (TransferException e) {
                        failure = addTo(failure, e);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        if (failure != null) {
            throw failure;
        }
        return count;
    }

    private static TransferException addTo(@Nullable TransferException first, TransferException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
