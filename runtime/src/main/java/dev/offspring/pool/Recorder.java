package dev.offspring.pool;

import dev.offspring.process.Task;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Events of pools for the flight recorder, where there is one that records: else it costs a look. */
final class Recorder {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private static final long SHORT_NANOS = 1_000_000;

    private Recorder() {}

    /** Whether somebody records. */
    static boolean isOn() {
        return PRESENT && FlightRecorder.isInitialized();
    }

    static void workerStarted(WorkerProcess worker, long pid, long startingNanos) {
        WorkerStart event = new WorkerStart();
        event.worker = worker.name();
        event.pid = pid;
        event.starting = startingNanos;
        event.commit();
    }

    /** Short ones that returned are not recorded: there may be millions in a second. */
    static void taskDone(WorkerProcess worker, Task<?> task, long nanos, boolean returned) {
        if (returned && nanos < SHORT_NANOS) {
            return;
        }
        TaskEnd event = new TaskEnd();
        if (event.isEnabled()) {
            event.worker = worker.name();
            event.task = task.toString();
            event.took = nanos;
            event.returned = returned;
            event.commit();
        }
    }

    static void workerDied(WorkerProcess worker, long pid, String why, @Nullable Job job) {
        WorkerDeath event = new WorkerDeath();
        event.worker = worker.name();
        event.pid = pid;
        event.why = why;
        event.task = job == null ? "" : job.toString();
        event.commit();
    }

    /** A worker is ready. */
    @Name("dev.offspring.WorkerStart")
    @Label("Worker start")
    @Category("Offspring")
    @StackTrace(false)
    static final class WorkerStart extends Event {
        String worker = "";
        long pid;

        @Timespan
        long starting;
    }

    /** A task has ended, in a worker that lives: if it took a millisecond or more, or failed. */
    @Name("dev.offspring.TaskEnd")
    @Label("Task end")
    @Category("Offspring")
    @StackTrace(false)
    static final class TaskEnd extends Event {
        String worker = "";
        String task = "";

        @Timespan
        long took;

        boolean returned;
    }

    /** A worker has died, with or without a task. */
    @Name("dev.offspring.WorkerDeath")
    @Label("Worker death")
    @Category("Offspring")
    @StackTrace(false)
    static final class WorkerDeath extends Event {
        String worker = "";
        long pid;
        String why = "";
        String task = "";
    }
}
