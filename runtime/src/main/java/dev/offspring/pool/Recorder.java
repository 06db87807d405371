package dev.offspring.pool;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingControl;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Events of pools for the flight recorder, where there is one that records: else it costs a look. */
final class Recorder {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

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

    /** So many tasks of the job, from there on, took so long each. */
    static void tasksDone(WorkerProcess worker, Job job, int from, int count, long nanos, boolean returned) {
        for (int i = from; i < from + count; i++) {
            TaskEnd event = new TaskEnd();
            event.took = nanos;
            event.returned = returned;
            if (!event.shouldCommit()) {
                return; // nor will the others
            }
            event.worker = worker.name();
            event.task = job.task(i).toString();
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

    static void workerRestarted(WorkerProcess worker, long restarts) {
        WorkerRestart event = new WorkerRestart();
        event.worker = worker.name();
        event.restarts = restarts;
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

    /** A task has ended, in a worker that lives. There may be millions in a second: see {@link LongerThan}. */
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

        @SettingDefinition
        @Name("longerThan")
        @Label("Longer than")
        @Description("Tasks that returned are recorded if they took longer than this, such as \"20 ms\"; others always")
        boolean longerThan(LongerThan setting) {
            return !returned || took > setting.nanos();
        }
    }

    /**
     * How long a task must have taken to be recorded, a millisecond if nothing is said: {@code dev.offspring.TaskEnd#longerThan=5 ms}.
     * The recorder's own {@code threshold} is for events that this process has timed itself.
     */
    static final class LongerThan extends SettingControl {
        private static final String DEFAULT = "1 ms";
        private String value = DEFAULT;
        private volatile long nanos = nanos(DEFAULT);

        long nanos() {
            return nanos;
        }

        /** The least of what several recordings want. */
        @Override
        public String combine(Set<String> values) {
            return values.stream()
                    .min(Comparator.comparingLong(LongerThan::nanos))
                    .orElse(DEFAULT);
        }

        @Override
        public void setValue(String wanted) {
            value = wanted;
            nanos = nanos(wanted);
        }

        @Override
        public String getValue() {
            return value;
        }

        /** What cannot be understood is the default: a recording does not fail for it. */
        private static long nanos(String text) {
            Matcher matcher = Pattern.compile("(\\d{1,15})\\s*(ns|us|ms|s)?").matcher(text.trim());
            if (!matcher.matches()) {
                return TimeUnit.MILLISECONDS.toNanos(1);
            }
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "us" -> TimeUnit.MICROSECONDS.toNanos(count);
                case "ms" -> TimeUnit.MILLISECONDS.toNanos(count);
                case "s" -> TimeUnit.SECONDS.toNanos(count);
                case null, default -> count;
            };
        }
    }

    /** A worker has died, or was killed for a task, and another process is to take its place. */
    @Name("dev.offspring.WorkerRestart")
    @Label("Worker restart")
    @Category("Offspring")
    @StackTrace(false)
    static final class WorkerRestart extends Event {
        String worker = "";

        /** Of the pool, with this one. */
        long restarts;
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
