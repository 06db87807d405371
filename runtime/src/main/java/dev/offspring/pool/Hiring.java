package dev.offspring.pool;

import dev.offspring.process.ChildProcess;
import java.time.Duration;

/** How workers come: as many as there is work for. Used under the crew's lock, but for what a worker's own thread does. */
final class Hiring {
    private static final long STACK_BYTES = 256 * 1024;

    private final Crew crew;
    private final Pending pending;
    private final Seats seats;
    private final Watch watch;
    private final PoolOptions options;
    private final Starter starter;

    Hiring(Crew crew, Pending pending, Seats seats, Watch watch, PoolOptions options, Starter starter) {
        this.crew = crew;
        this.pending = pending;
        this.seats = seats;
        this.watch = watch;
        this.options = options;
        this.starter = starter;
    }

    /** New processes for as many tasks as wait. */
    void hire() {
        int wanted = pending.tasks();
        for (int seat = 0; seat < seats.count() && wanted > 0; seat++) {
            if (seats.isFree(seat)) {
                hire(seat);
                wanted--;
            }
        }
    }

    /** A new process for what others were given and will not begin soon. */
    void hireHelp() {
        int seat = seats.seatForHelp();
        if (seat >= 0) {
            hire(seat);
        }
    }

    /** Another in the place of this one. */
    void rehire(WorkerProcess worker) {
        if (seats.isFree(worker.seat())) {
            hire(worker.seat());
        }
    }

    private void hire(int seat) {
        WorkerProcess worker = new WorkerProcess(options, seat, starter.initialiser());
        seats.take(worker);
        Thread thread = new Thread(null, () -> run(worker), worker.name(), STACK_BYTES);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // the system gives this process no more threads
            watch.after(Duration.ZERO, () -> crew.lostHold(worker, cannotStart(e), e)); // without the lock
        }
        watch.workers();
    }

    private String cannotStart(Throwable why) {
        return options.name() + " cannot start its workers: " + why.getMessage();
    }

    /** The life of a worker's thread: starts it, reads what it writes, and sees it end. */
    private void run(WorkerProcess worker) {
        WorkerReader reader;
        try {
            WorkerLink link = starter.link(worker);
            reader = new WorkerReader(crew, worker, link);
            crew.attached(worker, link, reader);
            ChildProcess<?> child = starter.start(worker, link);
            boolean unwanted = crew.started(worker, child);
            var _ = child.onExit().thenRun(reader::end);
            if (unwanted) {
                child.kill();
            }
        } catch (RuntimeException | Error e) {
            crew.lostHold(worker, cannotStart(e), e);
            return;
        }
        try {
            reader.run();
        } catch (RuntimeException | Error e) {
            crew.lostHold(worker, options.name() + " cannot hear its workers any more: " + e, e);
        }
    }
}
