package dev.offspring.pool;

import dev.offspring.process.ForPools;
import java.time.Duration;

/** Looks at a crew's tasks and workers now and then, while there is something to look at. Used under the crew's lock. */
final class Watch {
    private static final Duration TASKS = Duration.ofMillis(10);
    private static final Duration WORKERS = Duration.ofMillis(200);

    private final Crew crew;
    private boolean watchingTasks;
    private boolean watchingWorkers;

    Watch(Crew crew) {
        this.crew = crew;
    }

    /** A worker was given something: it may take too long, or never be begun. */
    void tasks() {
        if (!watchingTasks) {
            watchingTasks = true;
            after(TASKS, this::lookAtTasks);
        }
    }

    private void lookAtTasks() {
        boolean again = true; // also if it fails: what fails once must not leave all others unwatched
        try {
            again = crew.lookAtTasks();
        } finally {
            if (again) {
                after(TASKS, this::lookAtTasks);
            }
        }
    }

    void tasksWatched(boolean still) {
        watchingTasks = still;
    }

    /** There is a new worker. */
    void workers() {
        if (!watchingWorkers) {
            watchingWorkers = true;
            after(WORKERS, this::lookAtWorkers);
        }
    }

    private void lookAtWorkers() {
        boolean again = true;
        try {
            again = crew.lookAtWorkers();
        } finally {
            if (again) {
                after(WORKERS, this::lookAtWorkers);
            }
        }
    }

    void workersWatched(boolean still) {
        watchingWorkers = still;
    }

    void after(Duration delay, Runnable action) {
        ForPools.after(delay, action);
    }
}
