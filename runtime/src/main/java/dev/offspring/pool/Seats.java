package dev.offspring.pool;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a crew, who sits there, and who of them is given what waits. Used under the crew's lock.
 *
 * <p>A worker that is to go gives up its seat at once, so that another comes in its place, and lives on until it has ended.
 */
final class Seats {
    private final Crew crew;
    private final Pending pending;
    private final Watch watch;
    private final @Nullable WorkerProcess[] seats;
    private final Set<WorkerProcess> workers = new HashSet<>();
    private final Set<WorkerProcess> all = Collections.unmodifiableSet(workers);

    Seats(Crew crew, Pending pending, Watch watch, int count) {
        this.crew = crew;
        this.pending = pending;
        this.watch = watch;
        this.seats = new WorkerProcess[count];
    }

    // Who sits where.

    /** All that live, with a seat or without. */
    Set<WorkerProcess> workers() {
        return all;
    }

    boolean areEmpty() {
        return workers.isEmpty();
    }

    void take(WorkerProcess worker) {
        seats[worker.seat()] = worker;
        workers.add(worker);
    }

    /** Its seat is free for another. */
    void replace(WorkerProcess worker) {
        if (worker.equals(seats[worker.seat()])) {
            seats[worker.seat()] = null;
        }
    }

    /** It has ended. */
    void remove(WorkerProcess worker) {
        workers.remove(worker);
        replace(worker);
    }

    boolean isFree(int seat) {
        return seats[seat] == null;
    }

    int count() {
        return seats.length;
    }

    // What they get.

    /** How many tasks they can make use of at a time. */
    int appetite() {
        int all = 0;
        for (WorkerProcess worker : seats) {
            all += worker == null ? 2 : worker.pace().allowance();
        }
        return all;
    }

    /** How many tasks should travel together. */
    int together() {
        int most = 1;
        for (WorkerProcess worker : seats) {
            most = worker == null ? most : Math.max(most, worker.pace().together());
        }
        return most;
    }

    /** Gives what is pending to whoever can use it, to each the same share. */
    void give() {
        while (!pending.isEmpty()) {
            int wanted = 0;
            int hungry = 0;
            for (WorkerProcess worker : seats) {
                int want = worker == null ? 0 : worker.want();
                wanted += want;
                hungry += want > 0 ? 1 : 0;
            }
            if (wanted == 0) {
                return;
            }
            int share = (Math.min(pending.tasks(), wanted) + hungry - 1) / hungry;
            for (WorkerProcess worker : seats) {
                if (worker != null) {
                    give(worker, Math.min(share, worker.want()));
                }
            }
        }
    }

    private void give(WorkerProcess worker, int count) {
        int left = count;
        while (left > 0 && !pending.isEmpty()) {
            Job job = pending.take(left);
            left -= job.count();
            worker.give(job);
            for (Job next = pending.peek(); next != null && next.follows; next = pending.peek()) {
                worker.give(pending.take(Integer.MAX_VALUE));
            }
        }
        if (left == count) {
            return;
        }
        watch.tasks();
        if (worker.isSpent()) {
            worker.leave(); // it ends when it has done what it was given
        }
    }

    /** Who has nothing to do gets what another was given and has not begun. */
    void balance() {
        for (WorkerProcess idle : seats) {
            if (idle == null || !idle.isReady() || !idle.isIdle() || idle.want() == 0) {
                continue;
            }
            WorkerProcess busiest = busiest();
            if (busiest == null) {
                return;
            }
            if (crew.takeBack(busiest)) {
                give();
            }
        }
    }

    private @Nullable WorkerProcess busiest() {
        WorkerProcess busiest = null;
        for (WorkerProcess worker : seats) {
            if (worker != null
                    && worker.hasWorthMoving()
                    && (busiest == null || worker.givenCount() > busiest.givenCount())) {
                busiest = worker;
            }
        }
        return busiest;
    }

    /**
     * The seat for somebody who takes over what others were given and will not begin soon; negative if there is none, or nobody is
     * needed, or somebody is on the way already.
     */
    int seatForHelp() {
        int free = -1;
        boolean wanted = false;
        for (int i = 0; i < seats.length; i++) {
            WorkerProcess worker = seats[i];
            if (worker == null) {
                free = free < 0 ? i : free;
            } else if (!worker.isReady() || worker.isIdle()) {
                return -1;
            } else {
                wanted |= worker.hasWorthMoving();
            }
        }
        return wanted ? free : -1;
    }
}
