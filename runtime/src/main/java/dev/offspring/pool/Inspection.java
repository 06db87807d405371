package dev.offspring.pool;

import dev.offspring.process.ChildProcess;
import java.time.Duration;
import java.util.List;

/** Looks at workers: who has nothing to do, takes too much memory, or does not come to its start. Used under the crew's lock. */
final class Inspection {
    private final Crew crew;
    private final Seats seats;
    private final Starter starter;
    private final PoolOptions options;

    Inspection(Crew crew, Seats seats, Starter starter, PoolOptions options) {
        this.crew = crew;
        this.seats = seats;
        this.starter = starter;
        this.options = options;
    }

    /** Looks at all. */
    void look(long now, List<Answer> deliveries) {
        for (WorkerProcess worker : seats.workers()) {
            if (worker.isReady()) {
                leaveIfTiredOrFat(worker, now);
            } else {
                failIfLate(worker, now, deliveries);
            }
        }
    }

    /** Whether there is anything to look at. */
    boolean matters() {
        return seats.workers().stream().anyMatch(worker -> options.watches() || !worker.isReady());
    }

    private void failIfLate(WorkerProcess worker, long now, List<Answer> deliveries) {
        ChildProcess<?> child = worker.child();
        Duration limit = starter.initialiserTimeout();
        boolean hangs = worker.isInitialisingFor(limit.toNanos(), now);
        boolean late =
                now - worker.career().idleSince() > options.startTimeout().toNanos();
        if (child == null || (!hangs && !late)) {
            return;
        }
        child.kill();
        crew.fail(
                worker + " of " + options.name() + " was not ready after "
                        + (hangs ? limit : options.startTimeout()).toMillis() + " ms"
                        + (options.initializer() == null ? "" : ", in " + options.initializer())
                        + ": was it stopped, or does its initialiser hang? startTimeout(...) gives it longer",
                List.of(),
                deliveries);
    }

    private void leaveIfTiredOrFat(WorkerProcess worker, long now) {
        ChildProcess<?> child = worker.child();
        boolean tired = worker.isIdle()
                && now - worker.career().idleSince() > options.idleTimeout().toNanos();
        boolean fat = child != null && PrivateMemory.bytes(child.pid()) > options.memoryBytes();
        if ((tired || fat) && !worker.isLeaving()) {
            worker.leave();
            var _ = crew.takeBack(worker);
        }
    }
}
