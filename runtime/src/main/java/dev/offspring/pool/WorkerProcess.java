package dev.offspring.pool;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.ForPools;
import dev.offspring.process.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker, seen by its crew: what it is sent, whether it comes and goes, and what of what it was {@linkplain Given given} it may
 * have begun. Used under the crew's lock.
 */
final class WorkerProcess {
    /** What a worker is to take longer for than this, another that has nothing to do may get. */
    private static final long WORTH_MOVING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final int seat;
    private final String name;
    private final int mostTasks;
    private final boolean initialised;
    private final Given given;
    private final Pace pace = new Pace();
    private final Vigil vigil;
    private final Messages messages = new Messages();
    private final Career career = new Career();

    private @Nullable WorkerLink link;
    private @Nullable WorkerReader reader;
    private @Nullable ChildProcess<?> child;
    private int tasksGiven;
    private boolean leaving;
    private boolean dismissed;
    private boolean ended;

    /** Something was taken back from it: it gets nothing before it has resumed, for it may be stopped, and nothing is taken back twice. */
    private volatile boolean held;

    /** The task that is to die with this worker: it ran too long. */
    private @Nullable Job doomed;

    /** The task whose answer nobody wants any more. */
    private @Nullable Job unwanted;

    /** {@code initialiser} comes before all tasks, and has no answer but that it is done. */
    WorkerProcess(PoolOptions options, int seat, @Nullable Job initialiser) {
        this.seat = seat;
        this.name = Worker.name(options.name(), seat);
        this.mostTasks = options.tasksPerWorker();
        this.initialised = initialiser != null;
        this.given = new Given(initialised ? 1 : 0);
        this.vigil = new Vigil(given);
        if (initialiser != null) {
            messages.initialiser(initialiser);
        }
    }

    int seat() {
        return seat;
    }

    String name() {
        return name;
    }

    WorkerSetup setup(WorkerLink to, String pool) {
        return new WorkerSetup(to.path(), pool, seat, initialised);
    }

    /** Its link is there: what waits for it is written. */
    void attach(WorkerLink to) {
        link = to;
        messages.outbox().attach(to);
        messages.outbox().pump();
        flush();
    }

    void attach(ChildProcess<?> process) {
        child = process;
    }

    void isReadBy(WorkerReader by) {
        reader = by;
    }

    /** Who reads what it writes; null before it is there. */
    @Nullable
    WorkerReader reader() {
        return reader;
    }

    @Nullable
    WorkerLink link() {
        return link;
    }

    @Nullable
    ChildProcess<?> child() {
        return child;
    }

    Outbox outbox() {
        return messages.outbox();
    }

    boolean isReady() {
        return career.isReady();
    }

    boolean isIdle() {
        return given.isEmpty();
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Whether it was told to end. */
    boolean isDismissed() {
        return dismissed;
    }

    boolean hasEnded() {
        return ended;
    }

    /** How many tasks it was given that have no answer. */
    int givenCount() {
        return given.tasks();
    }

    /** Whether it is the last task that it gets. */
    boolean isSpent() {
        return tasksGiven >= mostTasks;
    }

    /** What it has done. */
    Career career() {
        return career;
    }

    /** How many more tasks it should get now. */
    int want() {
        if (leaving || ended || doomed != null || unwanted != null) {
            return 0;
        }
        if (isHeld()) {
            return 0;
        }
        int most = isReady() ? pace.allowance() : 1;
        return Math.max(0, Math.min(most - given.tasks(), mostTasks - tasksGiven));
    }

    /** How much it should be given. */
    Pace pace() {
        return pace;
    }

    private boolean isFrozen() {
        WorkerLink to = link;
        return to != null && to.isFrozen();
    }

    void give(Job job) {
        job.state = Job.State.GIVEN;
        job.worker = this;
        tasksGiven += job.count();
        given.add(job);
        messages.task(job);
    }

    /** Lets the worker see what it was given, and says when we want to hear of it. */
    void flush() {
        WorkerLink to = link;
        if (to != null && messages.outbox().publish()) {
            to.wakeAt(given.lastNumber() - given.tasks() / 2);
            to.workerBell().ring();
        }
    }

    /** The job that the next answer of this worker is for; null if it has none: then it writes what it should not. */
    @Nullable
    Job next() {
        return given.first();
    }

    /** So many tasks took so long each. */
    void took(Task<?> first, long nanos, int count) {
        career.took(first, nanos, count);
        pace.took(nanos, count);
    }

    /** The first {@code count} tasks of the {@linkplain #next() next} job have an answer. */
    void answered(int count) {
        given.answered(count);
        if (given.isEmpty()) {
            career.isIdle();
        }
    }

    /** Whether it has tasks that it will not begin soon. */
    boolean hasWorthMoving() {
        Job first = given.first();
        if (first == null || given.tasks() < 2 || isFrozen()) {
            return false;
        }
        // What others took says nothing of the one that runs just now.
        return pace.mayTakeLonger(given.tasks() - 1, WORTH_MOVING_NANOS)
                || vigil.sawLonger(first.number, WORTH_MOVING_NANOS, System.nanoTime());
    }

    /** Takes back what it has not begun, in its order; nothing if it has not got over the last time. */
    List<Job> takeBack() {
        WorkerLink from = link;
        if (from == null) {
            return takenBack(given.removeUnheard());
        }
        Job last = given.last();
        if (last == null || from.isFrozen() || last.lastNumber() <= from.begun()) {
            return List.of();
        }
        List<Job> back = given.removeAfter(from.freeze());
        held = true;
        List<Job> wanted = takenBack(back);
        messages.resume(given.lastNumber() + 1);
        flush();
        return wanted;
    }

    /** Those of them that somebody still wants. */
    private List<Job> takenBack(List<Job> jobs) {
        for (Job job : jobs) {
            tasksGiven -= job.count();
            job.worker = null;
            if (job.state == Job.State.GIVEN) {
                job.state = Job.State.PENDING;
            }
        }
        messages.outbox().forgetTakenBack();
        return jobs.stream().filter(job -> job.state == Job.State.PENDING).toList();
    }

    /** Nothing can be told to it, nor heard of it, any more. */
    void gone() {
        ended = true;
    }

    /**
     * When it is gone: a task that it had begun, and of which nothing was heard; null if there is none. If what it wrote could be
     * read, that is one at most: the task that it ran. Before {@link #abandoned}.
     */
    @Nullable
    Job lost() {
        WorkerLink from = link;
        Job first = given.first();
        Job lost = null;
        if (doomed != null && given.has(doomed)) {
            lost = doomed;
        } else if (from != null && first != null && first.number <= from.begun()) {
            lost = given.separate(first, first.number);
        }
        if (lost != null) {
            given.remove(lost);
        }
        return lost;
    }

    /** The next task that it was to begin, which is not given again. */
    Job separateNext(Job next) {
        Job own = given.separate(next, next.number);
        given.remove(own);
        return own;
    }

    /** When it is gone: what it had not begun. */
    List<Job> abandoned() {
        return takenBack(given.removeAfter(0));
    }

    /** What runs longer than it may, since the last look or before. */
    @Nullable
    Job overdue(long now) {
        WorkerLink from = link;
        boolean stays = doomed == null && unwanted == null;
        return from == null || given.isEmpty() || !stays ? null : vigil.overdue(from.begun(), now);
    }

    /** Whether it has had a task, or the word to resume, in front of it for a long time, and has not begun. */
    boolean isStalled(long now) {
        WorkerLink from = link;
        return from != null
                && isReady()
                && vigil.isStalled(from.begun(), messages.outbox().written(), isHeld(), now);
    }

    /** Whether it has not resumed since something was taken back from it. */
    boolean isHeld() {
        return held && isFrozen();
    }

    /** Whether it can be given something again; any thread may ask. */
    boolean hasResumed() {
        return held && !isFrozen();
    }

    void resumed() {
        held = false;
        vigil.resumed();
    }

    /** It gets nothing until it goes on. */
    void stall(long now) {
        vigil.stalls(now, isFrozen());
    }

    /** Whether it has not gone on, for so long. */
    boolean isStalledFor(long nanos, long now) {
        return isFrozen() && vigil.isStalledFor(nanos, now);
    }

    /** Whether it claims to have begun what it was not given: its memory is not what it was. */
    boolean isMad() {
        WorkerLink from = link;
        return from != null && from.begun() > given.lastNumber();
    }

    /** Wakes who listens to it, if it has answered and not said so: what it runs now may take long. */
    void nudge() {
        WorkerLink from = link;
        Job first = given.first();
        if (from != null && first != null && first.number < from.begun()) {
            from.parentBell().ring();
        }
    }

    /** What it has begun although nobody wants it any more, and has not been told of. */
    @Nullable
    Job wasted() {
        WorkerLink from = link;
        return from == null || ended || unwanted != null ? null : given.doneAt(from.begun());
    }

    /** For how long the task has run that was seen to run; null if that is not known. */
    @Nullable
    Duration ranFor(Job job) {
        return vigil.ranFor(job.number);
    }

    /** It is to die for this job, which ran too long; whether it still runs. */
    boolean doom(Job job) {
        if (!job.equals(given.last())) {
            return false;
        }
        doomed = job;
        interrupt(job);
        return true;
    }

    @Nullable
    Job doomed() {
        return doomed;
    }

    /** Nobody wants the answer of this job, which it may have begun. */
    void stop(Job job) {
        unwanted = job;
        interrupt(job);
    }

    @Nullable
    Job unwanted() {
        return unwanted;
    }

    /** The unwanted job is over. */
    void forgetUnwanted() {
        unwanted = null;
    }

    private void interrupt(Job job) {
        WorkerLink to = link;
        ChildProcess<?> process = child;
        if (to != null && process != null) {
            to.interruptOf(job.number);
            process.interrupt();
        }
    }

    void kill() {
        ChildProcess<?> process = child;
        if (process != null) {
            process.kill();
        }
    }

    /** As {@link #kill()}, for a reason that its exit status will not tell. */
    void kill(ExitCause why) {
        ChildProcess<?> process = child;
        if (process != null) {
            ForPools.kill(process, why);
        }
    }

    /** It gets nothing more, and ends when it has done what it has. */
    void leave() {
        leaving = true;
    }

    /** Tells it that there is nothing more to do; whether that is news. */
    boolean dismiss() {
        if (dismissed) {
            return false;
        }
        dismissed = true;
        leaving = true;
        messages.end();
        flush();
        return true;
    }

    /** Adds what it was given and has not answered. */
    void addGivenTo(List<Job> jobs) {
        jobs.addAll(given.list());
    }

    /** Whether it has run its initialiser for longer than that. */
    boolean isInitialisingFor(long nanos, long now) {
        WorkerLink from = link;
        if (from == null || !initialised || isReady() || from.begun() == 0) {
            return false;
        }
        vigil.sees(1, now);
        return vigil.sawLonger(1, nanos, now);
    }

    WorkerStats stats() {
        return career.stats(name, child);
    }

    /** {@code thumbs-2 (pid 4711)}. */
    @Override
    public String toString() {
        ChildProcess<?> process = child;
        return process == null ? name : name + " (pid " + process.pid() + ")";
    }
}
