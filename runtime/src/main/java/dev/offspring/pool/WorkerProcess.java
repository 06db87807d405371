package dev.offspring.pool;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker, seen by its crew: what it was given, what of that it may have begun, and how much more it should get. Used under the
 * crew's lock.
 *
 * <pre>
 *   given:  | running | not begun, may be taken back | … | not written yet |
 *             ▲ link.begun()                               outbox
 * </pre>
 *
 * It gets so much that it has work for a few milliseconds, by the time that its tasks took: the shorter they are, the more are
 * given at once.
 */
final class WorkerProcess {
    /** So long the given tasks of a worker should take together. */
    private static final long GIVEN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final int FIRST_ALLOWANCE = 2;
    private static final int MOST_GIVEN = 4096;

    /** Each new time counts so much in the mean. */
    private static final double WEIGHT = 1.0 / 16;

    /** What a worker is to take longer for than this, another that has nothing to do may get. */
    private static final long WORTH_MOVING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** What it has not begun although it could, after this time, it will perhaps never begin: somebody may have stopped it. */
    private static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int seat;
    private final String name;
    private final int mostTasks;
    private final boolean initialised;
    private final ArrayDeque<Job> given = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();
    private final IdentityHashMap<Target<?>, Integer> targets = new IdentityHashMap<>();
    private final Slowest slowest = new Slowest();
    private final long createdNanos = System.nanoTime();

    private @Nullable WorkerLink link;
    private @Nullable WorkerReader reader;
    private @Nullable ChildProcess<?> child;
    private long sent;
    private int tasksGiven;
    private long tasksDone;
    private int allowance = FIRST_ALLOWANCE;
    private double meanNanos;
    private long workingNanos;
    private long initialisingNanos;
    private long readyNanos;
    private long idleSince = createdNanos;
    private boolean leaving;
    private boolean dismissed;
    private boolean ended;

    /** The task that it was seen to run when somebody last looked, and since when. */
    private long watched;

    private long watchedSince;

    /** How far it was with what it has not begun, when somebody last looked, and since when. */
    private long awaited;

    private long awaitedSince;
    private long stalledSince;
    private boolean stalled;

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
        if (initialiser != null) {
            sent = 1;
            sendTarget(initialiser.target);
            sendArguments(null, initialiser);
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
        outbox.attach(to);
        outbox.pump();
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
        return outbox;
    }

    boolean isReady() {
        return readyNanos != 0;
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

    int givenCount() {
        return given.size();
    }

    /** Whether it is the last task that it gets. */
    boolean isSpent() {
        return tasksGiven >= mostTasks;
    }

    /** The initialiser has returned. */
    void ready(long tookNanos) {
        readyNanos = System.nanoTime();
        idleSince = readyNanos;
        initialisingNanos = tookNanos;
    }

    /** How many more tasks it should get now. */
    int want() {
        if (leaving || ended || doomed != null || unwanted != null) {
            return 0;
        }
        stalled = stalled && isFrozen();
        if (stalled) {
            return 0;
        }
        if (!given.isEmpty() && isFrozen()) {
            return 0;
        }
        int most = isReady() ? allowance : 1;
        return Math.max(0, Math.min(most - given.size(), mostTasks - tasksGiven));
    }

    /** How many tasks at a time are of use to it. */
    int allowance() {
        return allowance;
    }

    private boolean isFrozen() {
        WorkerLink to = link;
        return to != null && to.isFrozen();
    }

    void give(Job job) {
        job.state = Job.State.GIVEN;
        job.worker = this;
        job.number = ++sent;
        tasksGiven++;
        given.addLast(job);
        sendTarget(job.target);
        if (job.context != null) {
            outbox.send(job, WorkerLayout.CONTEXT, 0, job.context, job.context.length);
        }
        sendArguments(job, job);
    }

    private void sendTarget(Target<?> target) {
        if (targets.containsKey(target)) {
            return;
        }
        int number = targets.size();
        targets.put(target, number);
        try (Encoder out = new Encoder()) {
            out.writeString(ForPools.name(target));
            out.writeLong(ForPools.fingerprint(target));
            outbox.send(null, WorkerLayout.TARGET, number, out.getBuffer(), out.position());
        }
    }

    private void sendArguments(@Nullable Job as, Job job) {
        int kind = job.carries ? WorkerLayout.RUN_WITH_PARCEL : WorkerLayout.RUN;
        outbox.send(as, kind, Objects.requireNonNull(targets.get(job.target)), job.arguments(), job.argumentBytes);
    }

    /** Lets the worker see what it was given, and says when we want to hear of it. */
    void flush() {
        WorkerLink to = link;
        if (to != null && outbox.publish()) {
            to.wakeAt(sent - given.size() / 2);
            to.workerBell().ring();
        }
    }

    /** The job that the next answer of this worker is for; null if it has none: then it writes what it should not. */
    @Nullable
    Job answered(long nanos) {
        Job job = given.pollFirst();
        if (job == null) {
            return null;
        }
        tasksDone++;
        workingNanos += nanos;
        meanNanos = meanNanos == 0 ? nanos : meanNanos + (nanos - meanNanos) * WEIGHT;
        slowest.add(job.task, nanos);
        if (given.isEmpty()) {
            idleSince = System.nanoTime();
        }
        return job;
    }

    /** After some answers: how much it gets at a time from now on. */
    void adapt() {
        int fitting = (int) Math.min(MOST_GIVEN, GIVEN_NANOS / Math.max(1, meanNanos));
        allowance = Math.max(FIRST_ALLOWANCE, Math.min(fitting, 2 * allowance));
    }

    /** Whether it has tasks that it will not begin soon. */
    boolean hasWorthMoving() {
        if (given.size() < 2 || isFrozen()) {
            return false;
        }
        // What others took says nothing of the one that runs just now.
        return meanNanos == 0
                || (given.size() - 1) * meanNanos > WORTH_MOVING_NANOS
                || (given.getFirst().number == watched && System.nanoTime() - watchedSince > WORTH_MOVING_NANOS);
    }

    /** Takes back what it has not begun, in its order; nothing if it has not got over the last time. */
    List<Job> takeBack() {
        WorkerLink from = link;
        if (from == null) {
            List<Job> all = new ArrayList<>(given);
            given.clear();
            sent = initialised ? 1 : 0;
            return takenBack(all);
        }
        if (given.isEmpty() || from.isFrozen() || given.getLast().number <= from.begun()) {
            return List.of();
        }
        long begun = from.freeze();
        List<Job> back = new ArrayList<>();
        while (!given.isEmpty() && given.getLast().number > begun) {
            back.add(given.removeLast());
        }
        Collections.reverse(back);
        List<Job> wanted = takenBack(back);
        try (Encoder out = new Encoder()) {
            out.writeLong(sent + 1);
            outbox.send(null, WorkerLayout.RESUME, 0, out.getBuffer(), out.position());
        }
        flush();
        return wanted;
    }

    /** Those of them that somebody still wants. */
    private List<Job> takenBack(List<Job> jobs) {
        tasksGiven -= jobs.size();
        for (Job job : jobs) {
            job.worker = null;
            if (job.state == Job.State.GIVEN) {
                job.state = Job.State.PENDING;
            }
        }
        outbox.forgetTakenBack();
        return jobs.stream().filter(job -> job.state == Job.State.PENDING).toList();
    }

    /** When it has ended: the task that it ran, which is gone with it; null if it ran none. Before {@link #abandoned}. */
    @Nullable
    Job lost() {
        ended = true;
        Job fatal = doomed;
        if (fatal != null) {
            boolean ignored = given.remove(fatal);
            return fatal;
        }
        WorkerLink from = link;
        Job first = given.peekFirst();
        return from != null && first != null && first.number <= from.begun() ? given.pollFirst() : null;
    }

    /** When it has ended: what it had not begun. */
    List<Job> abandoned() {
        List<Job> all = new ArrayList<>(given);
        given.clear();
        return takenBack(all);
    }

    /** What runs longer than it may, since the last look or before. */
    @Nullable
    Job overdue(long now) {
        WorkerLink from = link;
        Job first = given.peekFirst();
        if (from == null || first == null || doomed != null || unwanted != null) {
            return null;
        }
        long begun = from.begun();
        if (begun != watched) {
            watched = begun;
            watchedSince = now;
        }
        boolean over = first.timeoutNanos != Job.NO_TIMEOUT
                && first.number == begun
                && now - watchedSince > first.timeoutNanos;
        return over ? first : null;
    }

    /** Whether it has had a task in front of it for a long time, and has not begun it. */
    boolean isStalled(long now) {
        Job first = given.peekFirst();
        if (first == null || !isReady() || hasBegun(first)) {
            awaited = 0;
            return false;
        }
        long progress = first.number + outbox.written();
        if (awaited != progress) {
            awaited = progress;
            awaitedSince = now;
        }
        return now - awaitedSince > STALLED_NANOS;
    }

    /** It gets nothing until it goes on. */
    void stall(long now) {
        if (!stalled) {
            stalled = true;
            stalledSince = now;
        }
    }

    /** Whether it has not gone on, for so long. */
    boolean isStalledFor(long nanos, long now) {
        return stalled && isFrozen() && now - stalledSince >= nanos;
    }

    /** Whether it claims to have begun what it was not given: its memory is not what it was. */
    boolean isMad() {
        WorkerLink from = link;
        return from != null && from.begun() > sent;
    }

    /** Wakes who listens to it, if it has answered and not said so: what it runs now may take long. */
    void nudge() {
        WorkerLink from = link;
        Job first = given.peekFirst();
        if (from != null && first != null && first.number < from.begun()) {
            from.parentBell().ring();
        }
    }

    /** What it has begun although nobody wants it any more, and has not been told of. */
    @Nullable
    Job wasted() {
        Job first = given.peekFirst();
        return first != null && first.state == Job.State.DONE && unwanted == null && hasBegun(first) ? first : null;
    }

    boolean hasBegun(Job job) {
        WorkerLink from = link;
        return from != null && job.number <= from.begun();
    }

    /** For how long the task has run that was seen to run; null if that is not known. */
    @Nullable
    Duration ranFor(Job job) {
        return job.number == watched && watchedSince != 0 ? Duration.ofNanos(System.nanoTime() - watchedSince) : null;
    }

    /** It is to die for this job, which ran too long. */
    void doom(Job job) {
        doomed = job;
        interrupt(job);
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
        outbox.send(null, WorkerLayout.END, 0, new byte[0], 0);
        flush();
        return true;
    }

    /** Adds what it was given and has not answered. */
    void addGivenTo(List<Job> jobs) {
        jobs.addAll(given);
    }

    /** Whether it has run its initialiser for longer than that. */
    boolean isInitialisingFor(long nanos, long now) {
        WorkerLink from = link;
        if (from == null || !initialised || isReady() || from.begun() == 0) {
            return false;
        }
        if (watched == 0) {
            watched = 1;
            watchedSince = now;
        }
        return now - watchedSince > nanos;
    }

    /** Since when it has had nothing to do. */
    long idleSince() {
        return idleSince;
    }

    /** From its making until it was ready; so far, if it is not. */
    long startingNanos() {
        return (isReady() ? readyNanos : System.nanoTime()) - createdNanos;
    }

    WorkerStats stats() {
        long now = System.nanoTime();
        long waiting = isReady() ? Math.max(0, now - readyNanos - workingNanos) : 0;
        ChildProcess<?> process = child;
        return new WorkerStats(
                name,
                process == null ? 0 : process.pid(),
                Duration.ofNanos(startingNanos()),
                Duration.ofNanos(initialisingNanos),
                Duration.ofNanos(workingNanos),
                Duration.ofNanos(waiting),
                tasksDone,
                slowest.list());
    }

    /** {@code thumbs-2 (pid 4711)}. */
    @Override
    public String toString() {
        ChildProcess<?> process = child;
        return process == null ? name : name + " (pid " + process.pid() + ")";
    }
}
