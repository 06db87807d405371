package dev.offspring.pool;

import dev.offspring.wire.Encoder;

/** The worker's end of the ring of results. Any thread may write a message: records for the log come from all of them. */
final class ResultWriter {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final WorkerLink link;
    private final Ring ring;

    ResultWriter(WorkerLink link) {
        this.link = link;
        this.ring = link.results();
    }

    void write(int kind, int detail, Encoder message) {
        write(kind, detail, message.getBuffer(), message.position());
    }

    /** Writes and publishes a message, in parts if it is long, waiting for room: the parent reads all the time. */
    synchronized void write(int kind, int detail, byte[] message, int length) {
        int from = 0;
        while (length - from > Ring.MOST_BYTES || !ring.fits(length - from)) {
            int part = Math.min(length - from, ring.room()) & -Long.BYTES;
            if (part <= 0) {
                link.parentBell().ring();
                boolean ignored = link.workerBell().await(() -> ring.room() >= Long.BYTES, LOOK_NANOS);
                continue;
            }
            ring.write(WorkerLayout.FRAGMENT, 0, message, from, part);
            ring.publish();
            from += part;
        }
        ring.write(kind, detail, message, from, length - from);
        ring.publish();
    }
}
