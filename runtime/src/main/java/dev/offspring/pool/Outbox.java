package dev.offspring.pool;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to a worker: written to its ring while there is room, kept until then. Long ones go in parts. Used under
 * the crew's lock, and never waits.
 */
final class Outbox {
    private static final int MOST_PARTS = 2;
    private static final byte[] NOTHING = {};

    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Message(@Nullable Job job, int kind, int detail, byte[] bytes, int from, int length) {
        boolean isTakenBack() {
            return job != null && job.state != Job.State.GIVEN;
        }
    }

    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private @Nullable WorkerLink link;

    /** How much of the first message that waits is written. */
    private int from;

    private long written;
    private boolean unpublished;
    private volatile boolean waits;

    /** There is somewhere to write to. */
    void attach(WorkerLink to) {
        link = to;
    }

    /** How many frames were written so far. */
    long written() {
        return written;
    }

    /** Whether something waits for room; any thread may ask. */
    boolean waits() {
        return waits;
    }

    /** Sends a message, of the job's or of none; its bytes must not change any more. */
    void send(@Nullable Job job, int kind, int detail, byte[] bytes, int start, int length) {
        WorkerLink to = link;
        if (waiting.isEmpty()
                && to != null
                && length <= Ring.MOST_BYTES
                && to.tasks().fits(length)) {
            to.tasks().write(kind, detail, bytes, start, length);
            written++;
            unpublished = true;
        } else {
            waiting.addLast(new Message(job, kind, detail, bytes, start, length));
            waits = true;
        }
    }

    /** Writes as much of what waits as there is room for. */
    void pump() {
        WorkerLink to = link;
        while (to != null && !waiting.isEmpty() && writeNext(to.tasks())) {
            written++;
            unpublished = true;
        }
        waits = !waiting.isEmpty();
    }

    private boolean writeNext(Ring ring) {
        Message next = waiting.getFirst();
        int left = next.length() - from;
        if (left <= Ring.MOST_BYTES && ring.fits(left)) {
            ring.write(next.kind(), next.detail(), next.bytes(), next.from() + from, left);
            waiting.removeFirst();
            from = 0;
            return true;
        }
        int part = Math.min(left, ring.room()) & -Long.BYTES;
        if (part < Ring.MOST_BYTES / MOST_PARTS) {
            return false; // rather a few large parts than many small ones
        }
        ring.write(WorkerLayout.FRAGMENT, 0, next.bytes(), next.from() + from, part);
        from += part;
        return true;
    }

    /** Forgets what waits of jobs that are not given any more; the worker is told to drop the part of one that it has got. */
    void forgetTakenBack() {
        Message first = waiting.peekFirst();
        boolean halfWritten = first != null && first.isTakenBack() && from > 0;
        boolean ignored = waiting.removeIf(Message::isTakenBack);
        if (halfWritten) {
            from = 0;
            waiting.addFirst(new Message(null, WorkerLayout.VOID, 0, NOTHING, 0, 0));
        }
        waits = !waiting.isEmpty();
    }

    /** The worker sees what was written; whether there was something. */
    boolean publish() {
        WorkerLink to = link;
        if (to == null || !unpublished) {
            return false;
        }
        unpublished = false;
        to.tasks().publish();
        return true;
    }
}
