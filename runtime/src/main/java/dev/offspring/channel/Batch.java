package dev.offspring.channel;

import dev.offspring.error.TransferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elements that go into a queue, or come out of it, as many at once as is possible. For one call. */
final class Batch<E> {
    private static final int MOST_BYTES = 1 << 14;
    private static final int MOST_AT_ONCE = 64;

    private final Queue<E> queue;
    private final Codec<E> codec;
    private final Stream stream;
    private final List<Outgoing> messages = new ArrayList<>();
    private int bytes;

    Batch(Queue<E> queue, Codec<E> codec, Stream stream) {
        this.queue = queue;
        this.codec = codec;
        this.stream = stream;
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
                } else if (bytes > MOST_BYTES) {
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
            Outgoing message = new Outgoing();
            message.encoded(Arrays.copyOf(encoded.bytes, StreamLayout.padded(encoded.length)), 0, encoded.length, null);
            messages.add(message);
            bytes += encoded.length;
        } else {
            stream.discard(encoded);
        }
        codec.giveBack(writer);
        return simple;
    }

    private void flush() throws InterruptedException {
        int put = 0;
        try {
            while (put < messages.size()) {
                put += stream.putSome(messages, put, 0, true);
                if (put < messages.size()) {
                    queue.put(messages.get(put)); // waits for room, or says that there is none
                    put++;
                }
            }
        } finally {
            messages.clear();
            bytes = 0;
        }
    }

    int drainTo(Collection<? super E> into, int most) {
        int count = 0;
        @Nullable TransferException failure = null;
        Incoming[] batch = {};
        try {
            while (count < most) {
                int wanted = Math.min(most - count, MOST_AT_ONCE);
                if (batch.length < wanted) {
                    batch = places(wanted);
                }
                int taken = stream.takeSome(batch, wanted);
                if (taken == 0) {
                    break;
                }
                int done = 0;
                try {
                    while (done < taken) {
                        Incoming next = batch[done++];
                        try {
                            into.add(codec.decode(next, stream));
                            count++;
                        } catch (TransferException e) {
                            if (failure == null) {
                                failure = e;
                            } else {
                                failure.addSuppressed(e);
                            }
                        }
                    }
                } finally {
                    for (; done < taken; done++) { // the collection has refused one
                        stream.drop(batch[done]);
                    }
                }
                if (failure != null) {
                    throw failure;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        return count;
    }

    private static Incoming[] places(int count) {
        Incoming[] places = new Incoming[count];
        Arrays.setAll(places, i -> new Incoming());
        return places;
    }
}
