package dev.offspring.pool;

import dev.offspring.error.TransferException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that starts a worker, reads what it writes, and sees it end. A worker never waits for anybody but this thread, which
 * runs no code of the user's.
 */
final class WorkerReader implements Runnable {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] NOTHING = {};

    private final Crew crew;
    private final WorkerProcess worker;
    private final WorkerLink link;
    private final Heard heard = new Heard();
    private byte[] parts = NOTHING;
    private int length;
    private volatile boolean over;

    WorkerReader(Crew crew, WorkerProcess worker, WorkerLink link) {
        this.crew = crew;
        this.worker = worker;
        this.link = link;
    }

    /** The worker's process has ended: any thread says so. */
    void end() {
        over = true;
        link.parentBell().ring();
    }

    @Override
    public void run() {
        @Nullable TransferException corrupt = null;
        while (corrupt == null) {
            boolean last = over;
            try {
                collect();
            } catch (TransferException e) {
                corrupt = e;
            }
            if (heard.size() > 0) {
                crew.heard(worker, heard);
                heard.clear();
            } else if (last) {
                break;
            } else {
                await();
            }
        }
        if (corrupt != null) {
            crew.corrupted(worker);
        }
        while (!over) {
            boolean ignored = link.parentBell().await(() -> over, LOOK_NANOS);
        }
        crew.ended(worker, corrupt);
    }

    private void await() {
        boolean ignored = link.parentBell().await(this::hasNews, LOOK_NANOS);
        if (worker.outbox().waits()) {
            crew.pump(worker);
        }
    }

    private boolean hasNews() {
        return over
                || link.results().mayHaveNext()
                || (worker.outbox().waits() && link.tasks().mayHaveRoom());
    }

    private void collect() {
        Ring ring = link.results();
        while (!heard.isFull() && ring.hasNext()) {
            int more = ring.length();
            boolean whole = ring.kind() != WorkerLayout.FRAGMENT;
            if (whole && length == 0) {
                byte[] bytes = more == 0 ? NOTHING : new byte[more];
                ring.copy(bytes, 0);
                heard.add(ring.kind(), ring.detail(), bytes);
            } else {
                add(ring, more);
                if (whole) {
                    heard.add(ring.kind(), ring.detail(), Arrays.copyOf(parts, length));
                    parts = NOTHING;
                    length = 0;
                }
            }
            ring.pass();
            if (length > 0) {
                ring.release(); // there is room for the next part
                link.workerBell().ring();
            }
        }
        ring.release();
    }

    private void add(Ring ring, int more) {
        if (length + more < 0) {
            throw new TransferException("a worker's message is longer than any array");
        }
        if (parts.length < length + more) {
            long wanted = Math.max(2L * parts.length, length + more);
            parts = Arrays.copyOf(parts, (int) Math.min(Integer.MAX_VALUE - 8, wanted));
        }
        ring.copy(parts, length);
        length += more;
    }
}
