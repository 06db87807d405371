package dev.offspring.pool;

import dev.offspring.error.TransferException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
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

    /** Held by whoever reads: this thread, or for a moment one that waits for an answer itself. */
    private final ReentrantLock reading = new ReentrantLock();

    private boolean closed;

    /** Who read for a moment has left something for this thread. */
    private volatile boolean handedBack;

    /** Why the crew does not know any more which answers are to which tasks; null while it does. */
    private volatile @Nullable Throwable broken;

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
        boolean last = false;
        while (corrupt == null) {
            boolean ended = over;
            try {
                if (!read()) {
                    if (last) {
                        break;
                    }
                    last = ended; // once more, for what it wrote before it ended
                    if (!ended) {
                        await();
                    }
                }
            } catch (TransferException e) {
                corrupt = e;
            }
        }
        if (corrupt != null) {
            crew.corrupted(worker);
        }
        while (!over) {
            boolean ignored = link.parentBell().await(() -> over, LOOK_NANOS);
        }
        close();
        crew.ended(worker, corrupt);
    }

    /** Reads what there is, and tells the crew; whether there was something. */
    private boolean read() {
        reading.lock();
        try {
            handedBack = false;
            checkSound();
            collect();
            return heard.size() > 0;
        } finally {
            try {
                tellCrew(); // also of what stood before what cannot be read
                checkSound();
            } finally {
                reading.unlock();
            }
        }
    }

    /** If it fails, this thread finds out, whoever has read: the crew may have heard a part of it, and must hear nothing more. */
    private void tellCrew() {
        try {
            if (heard.size() > 0 && broken == null) {
                crew.heard(worker, heard);
            }
        } catch (RuntimeException | Error e) {
            broken = e;
        } finally {
            heard.clear();
        }
    }

    private void checkSound() {
        switch (broken) {
            case null -> {}
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case Throwable e -> throw new AssertionError(e);
        }
    }

    /** Nobody reads any more. */
    void close() {
        reading.lock();
        try {
            closed = true;
        } finally {
            reading.unlock();
        }
    }

    /**
     * A thread that waits for an answer of this worker's reads for itself for some microseconds: a short task is done before two
     * threads could be woken one after the other.
     */
    void readUntil(BooleanSupplier answered) {
        if (Bell.SPINS == 0 || !reading.tryLock()) {
            return;
        }
        try {
            if (!closed) {
                link.parentBell().whileListening(() -> listen(answered));
                handBack();
            }
        } catch (TransferException e) {
            tellCrew();
            handBack(); // the reader will find the same
        } catch (RuntimeException | Error e) { // no memory for a result: half of it may have been read
            tellCrew();
            broken = e;
            handBack();
        } finally {
            reading.unlock();
        }
    }

    /** The bell was hushed, and this thread's was the lock without which the reader does not look: what comes from now on is its. */
    private void handBack() {
        handedBack = true; // before the look, so that who is woken for what comes after it goes on to read
        if (link.results().mayHaveNext() || broken != null || over || mayPump()) {
            link.parentBell().ring();
        }
    }

    private void listen(BooleanSupplier answered) {
        for (int i = 0; i < Bell.SPINS && !answered.getAsBoolean(); i++) {
            if (link.results().mayHaveNext()) {
                collect();
                tellCrew();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void await() {
        // Beside a thread that listens nobody spins: that would be three with the worker, and a machine may have two
        // processors.
        boolean ignored = link.parentBell().await(this::hasNews, LOOK_NANOS, !reading.isLocked());
        if (worker.outbox().waits() || worker.hasResumed()) {
            crew.pump(worker);
        }
    }

    private boolean hasNews() {
        return over || handedBack || (!reading.isLocked() && link.results().mayHaveNext()) || mayPump();
    }

    private boolean mayPump() {
        return worker.hasResumed() || (worker.outbox().waits() && link.tasks().mayHaveRoom());
    }

    private void collect() {
        Ring ring = link.results();
        while (!heard.isFull() && ring.hasNext()) {
            int more = ring.length();
            boolean whole = ring.kind() != WorkerLayout.FRAGMENT;
            if (whole && length == 0) {
                heard.add(ring);
            } else {
                add(ring, more);
                if (whole) {
                    heard.add(ring, Arrays.copyOf(parts, length));
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
