package dev.offspring.pool;

import dev.offspring.process.ExitCause;
import java.time.Duration;

/**
 * Ends tasks before their time: those whose time is over, and those that nobody wants any more. They are interrupted, and their
 * workers are killed after a while. Used under the crew's lock.
 */
final class Deadlines {
    private final Crew crew;
    private final Pending pending;
    private final Seats seats;
    private final Watch watch;
    private final PoolOptions options;

    Deadlines(Crew crew, Pending pending, Seats seats, Watch watch, PoolOptions options) {
        this.crew = crew;
        this.pending = pending;
        this.seats = seats;
        this.watch = watch;
        this.options = options;
    }

    /** Looks at all that runs. */
    void look(long now) {
        for (WorkerProcess worker : seats.workers()) {
            worker.nudge();
            killIfLost(worker, now);
            Job overdue = worker.overdue(now);
            if (overdue != null) {
                expire(worker, overdue);
            }
            Job wasted = worker.wasted();
            if (wasted != null) {
                interrupt(worker, wasted);
            }
        }
    }

    /** Whether there is anything to look at. */
    boolean matter(long now) {
        return !pending.isEmpty()
                || seats.workers().stream()
                        .anyMatch(worker -> !worker.isIdle() || worker.isHeld() || worker.isStalledFor(0, now));
    }

    /** Who does not begin what it was given may be stopped: others do it, and after a long time it is replaced. */
    private void killIfLost(WorkerProcess worker, long now) {
        if (worker.isStalled(now)) {
            var _ = crew.takeBack(worker);
            worker.stall(now);
        }
        if (worker.isStalledFor(options.startTimeout().toNanos(), now) || worker.isMad()) {
            worker.kill();
        }
    }

    private void expire(WorkerProcess worker, Job job) {
        var _ = crew.takeBack(worker);
        if (!worker.doom(job)) {
            return; // it was done just now: what runs is another
        }
        seats.replace(worker);
        Duration limit = Duration.ofNanos(job.timeoutNanos);
        watch.after(options.grace(), () -> worker.kill(new ExitCause.TimedOut(limit)));
    }

    /** Nobody wants some of what it was given: what it runs of that is stopped; what could not be taken back, when it begins. */
    void withdraw(WorkerProcess worker) {
        var _ = crew.takeBack(worker);
        Job wasted = worker.wasted();
        if (wasted != null) {
            interrupt(worker, wasted);
        } else if (!worker.isIdle()) {
            watch.tasks();
        }
    }

    private void interrupt(WorkerProcess worker, Job job) {
        worker.stop(job);
        watch.after(options.grace(), () -> {
            if (crew.isUnwanted(worker, job)) {
                worker.kill(new ExitCause.Signalled(9));
            }
        });
    }
}
