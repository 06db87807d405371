package dev.offspring.pool;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ForPools;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of tasks, and of the pool, when a worker has ended. Used under the crew's lock. */
final class Deaths {
    private static final int BOOT_FAILURES = 3;

    /** A task that so many workers were to begin next when they died may be what they died of: its arguments may be too long. */
    private static final int MOST_DIED_BEFORE = 5;

    private final Crew crew;
    private final Pending pending;
    private final Seats seats;
    private final Tally tally;
    private final Budget budget;

    /** How many workers in a row have died before they could run anything. */
    private int bootFailures;

    Deaths(Crew crew, Pending pending, Seats seats, Tally tally, Budget budget) {
        this.crew = crew;
        this.pending = pending;
        this.seats = seats;
        this.tally = tally;
        this.budget = budget;
    }

    /** A worker has come so far that it can run tasks. */
    void oneIsReady() {
        bootFailures = 0;
    }

    /**
     * The worker is gone: what it ran is gone with it, what it had not begun waits again, and another takes its place.
     *
     * @param corrupt what it had written and could not be read, if that was so
     */
    void ended(WorkerProcess worker, @Nullable TransferException corrupt, List<Answer> deliveries) {
        ChildProcess<?> child = Objects.requireNonNull(worker.child());
        boolean byUs = worker.doomed() != null || worker.unwanted() != null || worker.isDismissed();
        worker.gone();
        Job lost = worker.lost();
        for (Job too = lost; too != null; too = corrupt == null ? null : worker.lost()) {
            bury(worker, child, too, corrupt, deliveries);
        }
        if (lost == null && worker.isReady() && !byUs) {
            buryIfItKills(worker, child, deliveries);
        }
        pending.addAllFirst(worker.abandoned());
        seats.remove(worker);
        boolean asTold = worker.isDismissed() && lost == null;
        if (Recorder.isOn() && !asTold) {
            Recorder.workerDied(worker, child.pid(), child.failure().orElse("ended"), lost);
        }
        if (!crew.isStopped() && !asTold) {
            long restarts = tally.restarted();
            if (Recorder.isOn()) {
                Recorder.workerRestarted(worker, restarts);
            }
            if (byUs || mayBeReplaced(worker, child, deliveries)) {
                crew.rehire(worker);
            }
        }
    }

    private void buryIfItKills(WorkerProcess worker, ChildProcess<?> child, List<Answer> deliveries) {
        Job next = worker.next();
        if (next != null && ++next.diedBefore >= MOST_DIED_BEFORE) {
            bury(worker, child, worker.separateNext(next), null, deliveries);
        }
    }

    private void bury(
            WorkerProcess worker,
            ChildProcess<?> child,
            Job lost,
            @Nullable TransferException corrupt,
            List<Answer> deliveries) {
        if (lost.equals(worker.doomed())) {
            tally.timedOut();
        }
        if (lost.state == Job.State.DONE) {
            return; // nobody wants to know
        }
        if (lost.retries > 0 && !crew.isStopped()) {
            lost.retries--;
            lost.state = Job.State.PENDING;
            lost.worker = null;
            lost.diedBefore = 0;
            pending.addFirst(lost);
            return;
        }
        tally.lost();
        RuntimeException why = corrupt != null
                ? new TransferException(worker + " died in " + lost + ": " + corrupt.getMessage(), corrupt)
                : ForPools.death(child, lost.task(), worker.ranFor(lost));
        lost.fail(task -> why, deliveries);
    }

    /** Whether another may take the place of one that has died by itself; if not, the pool has failed. */
    private boolean mayBeReplaced(WorkerProcess worker, ChildProcess<?> child, List<Answer> deliveries) {
        ChildDiedException cause = ForPools.death(child, worker.isReady() ? "a task, or idle" : "its start", null);
        if (!worker.isReady() && ++bootFailures >= BOOT_FAILURES) {
            crew.fail(
                    crew.name() + " gives up: " + bootFailures
                            + " workers in a row have died before they could run a task: " + cause.getMessage(),
                    List.of(cause),
                    deliveries);
            return false;
        }
        if (!budget.allows(cause, System.nanoTime())) {
            crew.fail(
                    crew.name() + " gives up: more of its workers died than may (" + budget + "); the last: "
                            + cause.getMessage(),
                    budget.causes(),
                    deliveries);
            return false;
        }
        return true;
    }
}
