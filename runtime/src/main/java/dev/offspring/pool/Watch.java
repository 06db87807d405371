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

    /** There is a task whose time is limited. */
    void tasks() {
        if (!watchingTasks) {
            watchingTasks = true;
            after(TASKS, this::lookAtTasks);
        }
    }

    private void lookAtTasks() {
        if (crew.lookAtTasks()) {
            after(TASKS, this::lookAtTasks);
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
        if (crew.lookAtWorkers()) {
            after(WORKERS, this::lookAtWorkers);
        }
    }

    void workersWatched(boolean still) {
        watchingWorkers = still;
    }

    void after(Duration delay, Runnable action) {
        ForPools.after(delay, action);
    }
}
