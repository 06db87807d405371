package dev.offspring.pool;

import dev.offspring.error.TransferException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One direction of the link to a worker: frames, from one producer to one consumer. See {@link WorkerLayout}.
 *
 * <p>An object is for one of the two sides, and for one thread at a time.
 */
final class Ring {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG_OF_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int HEADER = Long.BYTES;
    private static final int KIND_SHIFT = 32;
    private static final int DETAIL_SHIFT = 40;
    private static final int KIND_MASK = 0xFF;
    private static final int MASK = WorkerLayout.RING_BYTES - 1;

    /** Up to here copying word by word is faster than a call. */
    private static final int SHORT = 128;

    /** No frame has more content. */
    static final int MOST_BYTES = WorkerLayout.RING_BYTES / 4;

    private final ByteBuffer memory;
    private final int written;
    private final int read;
    private final int frames;

    /** Where this side is, and where it last saw the other. */
    private long position;

    private long seen;
    private long header;

    private Ring(ByteBuffer memory, int written, int read, int frames) {
        this.memory = memory;
        this.written = written;
        this.read = read;
        this.frames = frames;
    }

    static Ring ofTasks(ByteBuffer memory) {
        return new Ring(memory, WorkerLayout.TASKS_WRITTEN, WorkerLayout.TASKS_READ, WorkerLayout.TASKS);
    }

    static Ring ofResults(ByteBuffer memory) {
        return new Ring(memory, WorkerLayout.RESULTS_WRITTEN, WorkerLayout.RESULTS_READ, WorkerLayout.RESULTS);
    }

    private static int place(long position) {
        return (int) position & MASK;
    }

    private static int padded(int length) {
        return length + Long.BYTES - 1 & -Long.BYTES;
    }

    // The producer.

    /** How long the content of a frame may be that can be written now; negative if none can. */
    int room() {
        seen = (long) LONG.getAcquire(memory, read);
        long left = WorkerLayout.RING_BYTES - (position - seen) - HEADER;
        return (int) Math.min(left, MOST_BYTES);
    }

    /** Whether a frame with so much content can be written now. */
    boolean fits(int length) {
        return position - seen + HEADER + padded(length) <= WorkerLayout.RING_BYTES || length <= room();
    }

    /** Writes a frame, for which there must be room. It is there when it was {@linkplain #publish published}. */
    void write(int kind, int detail, byte[] from, int start, int length) {
        long header = (long) detail << DETAIL_SHIFT | (long) kind << KIND_SHIFT | length;
        LONG.set(memory, frames + place(position), header);
        copyIn(from, start, place(position + HEADER), length);
        position += HEADER + padded(length);
    }

    private void copyIn(byte[] from, int start, int at, int length) {
        int first = Math.min(length, WorkerLayout.RING_BYTES - at);
        if (first == length && length <= SHORT && start + padded(length) <= from.length) {
            for (int i = 0; i < length; i += Long.BYTES) {
                LONG.set(memory, frames + at + i, (long) LONG_OF_BYTES.get(from, start + i));
            }
            return;
        }
        memory.put(frames + at, from, start, first);
        memory.put(frames, from, start + first, length - first);
    }

    /** What was written is there from now on. */
    void publish() {
        LONG.setRelease(memory, written, position);
    }

    /** For a look from outside, before a sleep: whether a good part of the ring is free. */
    boolean mayHaveRoom() {
        return position - (long) LONG.getVolatile(memory, read) <= WorkerLayout.RING_BYTES - 2 * MOST_BYTES;
    }

    // The consumer.

    /** Whether there is a frame; it is the one that {@link #kind()} and the others tell of, until it is {@linkplain #pass passed}. */
    boolean hasNext() {
        if (position == seen) {
            seen = (long) LONG.getAcquire(memory, written);
            if (position == seen) {
                return false;
            }
            long there = seen - position;
            if (there < 0 || there > WorkerLayout.RING_BYTES || (there & Long.BYTES - 1) != 0) {
                throw corrupt();
            }
        }
        header = (long) LONG.get(memory, frames + place(position));
        if (length() < 0 || length() > MOST_BYTES || HEADER + padded(length()) > seen - position) {
            throw corrupt();
        }
        return true;
    }

    /** For a look from outside, before a sleep. */
    boolean mayHaveNext() {
        return (long) LONG.getVolatile(memory, written) != position;
    }

    private TransferException corrupt() {
        return new TransferException(
                "what a worker and its pool share is corrupt: has native code written where it must not?");
    }

    int kind() {
        return (int) (header >>> KIND_SHIFT) & KIND_MASK;
    }

    int detail() {
        return (int) (header >>> DETAIL_SHIFT);
    }

    int length() {
        return (int) header;
    }

    /** Copies the frame's content; {@code into} has room for the next multiple of 8. */
    void copy(byte[] into, int start) {
        int length = length();
        int at = place(position + HEADER);
        int first = Math.min(length, WorkerLayout.RING_BYTES - at);
        if (first == length && length <= SHORT && start + padded(length) <= into.length) {
            for (int i = 0; i < length; i += Long.BYTES) {
                LONG_OF_BYTES.set(into, start + i, (long) LONG.get(memory, frames + at + i));
            }
            return;
        }
        memory.get(frames + at, into, start, first);
        memory.get(frames, into, start + first, length - first);
    }

    /** Goes on to the next frame. */
    void pass() {
        position += HEADER + padded(length());
    }

    /** What was passed may be written over from now on. */
    void release() {
        LONG.setRelease(memory, read, position);
    }
}
