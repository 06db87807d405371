package dev.offspring.pool;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.ForPools;
import dev.offspring.process.Task;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a pool: who is given what, who takes the place of whom.
 *
 * <pre>
 *  submit ─► pending ─► given to a worker ─► its ring ═══════► the worker
 *               ▲          │     ▲                                 │
 *               └──────────┘     └── WorkerReader ◄═══ its ring ───┘
 *       taken back, or abandoned         │
 *                                        └─► Job.Sink
 * </pre>
 *
 * One lock holds it together. Under it nothing waits and no code of the user's runs; answers are handed over after it is
 * released. There is nothing that two workers share, so that what one of them holds when it dies is missed by nobody.
 */
final class Crew implements Engine {
    private static final int BOOT_FAILURES = 3;
    private static final Duration LAST_GOODBYE = Duration.ofSeconds(5);
    private static final long STACK_BYTES = 256 * 1024;

    private enum State {
        OPEN,
        SHUT_DOWN,
        STOPPED
    }

    private final PoolOptions options;
    private final Starter starter;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Job> pending = new ArrayDeque<>();
    private final @Nullable WorkerProcess[] seats;
    private final Set<WorkerProcess> workers = new HashSet<>();
    private final CountDownLatch terminated = new CountDownLatch(1);
    private final Budget budget;
    private final Tally tally = new Tally();
    private final Watch watch = new Watch(this);

    private State state = State.OPEN;
    private @Nullable PoolFailedException failure;
    private int bootFailures;

    Crew(PoolOptions options) {
        this.options = options;
        this.starter = new Starter(options);
        this.seats = new WorkerProcess[options.workers()];
        this.budget = options.budget();
    }

    PoolOptions options() {
        return options;
    }

    // Jobs.

    @Override
    public void submit(List<Job> jobs, boolean limited) {
        lock.lock();
        try {
            checkOpen(jobs.getFirst());
            if (limited && pending.size() + jobs.size() > options.queueCapacity()) {
                throw new TaskRejectedException(options.name() + " does not take " + jobs.getFirst() + ": "
                        + pending.size() + " tasks wait, and its queue has room for " + options.queueCapacity());
            }
            pending.addAll(jobs);
            feed();
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen(Job job) {
        PoolFailedException why = failure;
        if (why != null) {
            throw new PoolFailedException(String.valueOf(why.getMessage()), why.causes());
        }
        if (state != State.OPEN) {
            throw new TaskRejectedException(
                    options.name() + " is shut down, and does not take " + job + ": make another pool");
        }
    }

    @Override
    public void waitBriefly(Job job, BooleanSupplier answered) {
        WorkerReader reader;
        lock.lock();
        try {
            WorkerProcess worker = job.worker;
            reader = worker == null || worker.givenCount() > 1 ? null : worker.reader();
        } finally {
            lock.unlock();
        }
        if (reader != null) {
            reader.readUntil(answered);
        }
    }

    @Override
    public int appetite() {
        lock.lock();
        try {
            int all = 0;
            for (WorkerProcess worker : seats) {
                all += worker == null ? 2 : worker.allowance();
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Gives what is pending to whoever can use it, and starts processes if there is more. With the lock. */
    private void feed() {
        if (state == State.STOPPED) {
            endIfOver();
            return;
        }
        give();
        if (!pending.isEmpty()) {
            hire();
            give();
        } else {
            balance();
            hireHelp();
        }
        for (WorkerProcess worker : workers) {
            worker.flush();
        }
        if (state == State.SHUT_DOWN && pending.isEmpty()) {
            for (WorkerProcess worker : List.copyOf(workers)) {
                dismissIfIdle(worker);
            }
        }
        endIfOver();
    }

    private void give() {
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
            int share = (Math.min(pending.size(), wanted) + hungry - 1) / hungry;
            for (WorkerProcess worker : seats) {
                if (worker != null) {
                    giveSome(worker, Math.min(share, worker.want()));
                }
            }
        }
    }

    private void giveSome(WorkerProcess worker, int count) {
        for (int left = count; left > 0 && !pending.isEmpty(); left--) {
            giveNext(worker);
        }
    }

    private void giveNext(WorkerProcess worker) {
        Job job = pending.removeFirst();
        worker.give(job);
        for (Job next = pending.peekFirst(); next != null && next.follows; next = pending.peekFirst()) {
            worker.give(pending.removeFirst());
        }
        watch.tasks();
        if (worker.isSpent()) {
            worker.leave(); // it ends when it has done what it was given
        }
    }

    /** New processes for as many tasks as wait. */
    private void hire() {
        int wanted = pending.size();
        for (int i = 0; i < seats.length && wanted > 0; i++) {
            if (seats[i] == null) {
                hire(i);
                wanted--;
            }
        }
    }

    private void hire(int seat) {
        WorkerProcess worker = new WorkerProcess(options, seat, starter.initialiser());
        seats[seat] = worker;
        workers.add(worker);
        Thread thread = new Thread(null, () -> run(worker), worker.name(), STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        watch.workers();
    }

    /** Who has nothing to do gets what another was given and has not begun. */
    private void balance() {
        for (WorkerProcess idle : seats) {
            if (idle == null || !idle.isReady() || !idle.isIdle() || idle.want() == 0) {
                continue;
            }
            WorkerProcess busiest = null;
            for (WorkerProcess worker : seats) {
                if (worker != null
                        && worker.hasWorthMoving()
                        && (busiest == null || worker.givenCount() > busiest.givenCount())) {
                    busiest = worker;
                }
            }
            if (busiest == null) {
                return;
            }
            if (takeBack(busiest)) {
                give();
            }
        }
    }

    /** A new process for what others were given and will not begin soon, if there is a seat and nobody is on the way already. */
    private void hireHelp() {
        int free = -1;
        boolean wanted = false;
        for (int i = 0; i < seats.length; i++) {
            WorkerProcess worker = seats[i];
            if (worker == null) {
                free = free < 0 ? i : free;
            } else if (!worker.isReady() || worker.isIdle()) {
                return;
            } else {
                wanted |= worker.hasWorthMoving();
            }
        }
        if (free >= 0 && wanted && state == State.OPEN) {
            hire(free);
        }
    }

    /** What the worker has not begun waits again, before all others; whether there was something. */
    private boolean takeBack(WorkerProcess worker) {
        List<Job> back = worker.takeBack();
        back.reversed().forEach(pending::addFirst);
        dismissIfIdle(worker); // it may have been its last task
        return !back.isEmpty();
    }

    // A worker's life; on its reader's thread.

    private void run(WorkerProcess worker) {
        WorkerReader reader;
        try {
            WorkerLink link = starter.link(worker);
            reader = new WorkerReader(this, worker, link);
            lock.lock();
            try {
                worker.attach(link);
                worker.isReadBy(reader);
            } finally {
                lock.unlock();
            }
            ChildProcess<?> child = starter.start(worker, link);
            boolean unwanted;
            lock.lock();
            try {
                worker.attach(child);
                unwanted = state == State.STOPPED;
            } finally {
                lock.unlock();
            }
            var _ = child.onExit().thenRun(reader::end);
            if (unwanted) {
                child.kill();
            }
        } catch (RuntimeException | Error e) {
            lostHold(worker, options.name() + " cannot start its workers: " + e.getMessage(), e);
            return;
        }
        try {
            reader.run();
        } catch (RuntimeException | Error e) {
            lostHold(worker, options.name() + " cannot hear its workers any more: " + e, e);
        }
    }

    private void lostHold(WorkerProcess worker, String message, Throwable why) {
        Log.LOGGER.log(Level.ERROR, message, why); // nobody may be left who is told
        List<Job> deliveries = new ArrayList<>();
        lock.lock();
        try {
            fail(message, List.of(why), deliveries);
            remove(worker);
            WorkerLink link = worker.link();
            if (link != null && worker.child() == null) {
                link.close();
            }
            endIfOver();
        } finally {
            lock.unlock();
        }
        Job.deliver(deliveries);
    }

    /** There may be room for more of what waits, or the worker has resumed. */
    void pump(WorkerProcess worker) {
        lock.lock();
        try {
            worker.outbox().pump();
            worker.flush();
            if (worker.hasResumed()) {
                worker.resumed();
                feed();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The worker has written this. */
    void heard(WorkerProcess worker, Heard heard) {
        List<Job> deliveries = new ArrayList<>(heard.size());
        List<byte[]> records = List.of();
        lock.lock();
        try {
            for (int i = 0; i < heard.size(); i++) {
                switch (heard.kind(i)) {
                    case WorkerLayout.LOG -> {
                        records = records.isEmpty() ? new ArrayList<>() : records;
                        records.add(heard.bytes(i));
                    }
                    case WorkerLayout.READY -> {
                        bootFailures = 0;
                        worker.ready(Starter.nanos(heard.bytes(i)));
                        recordStart(worker);
                    }
                    case WorkerLayout.NOT_READY -> notReady(worker, heard.answer(i, worker), deliveries);
                    default -> answered(worker, heard.answer(i, worker), Ticks.nanos(heard.detail(i)), deliveries);
                }
            }
            worker.adapt();
            if (worker.isLeaving()) {
                dismissIfIdle(worker); // before others are given its seat; who may stay gets from others first
            }
            feed();
        } finally {
            lock.unlock();
            Job.deliver(deliveries); // whatever happens to the rest
        }
        records.forEach(record -> WorkerLogs.log(worker.name(), record));
    }

    private static void recordStart(WorkerProcess worker) {
        ChildProcess<?> child = worker.child();
        if (Recorder.isOn() && child != null) {
            Recorder.workerStarted(worker, child.pid(), worker.startingNanos());
        }
    }

    private void answered(WorkerProcess worker, Answer answer, long nanos, List<Job> deliveries) {
        Job job = worker.answered(nanos);
        if (job == null) {
            worker.kill(new ExitCause.Exited(1)); // it has answered what nobody asked
            return;
        }
        if (job.equals(worker.doomed())) {
            // It has noticed the interrupt. But its time was over: it dies all the same, so that there is one outcome.
            answer.discard();
            worker.kill(new ExitCause.TimedOut(Duration.ofNanos(job.timeoutNanos)));
            return;
        }
        if (job.equals(worker.unwanted())) {
            worker.forgetUnwanted();
        }
        tally.took(nanos, answer.isResult());
        if (Recorder.isOn()) {
            Recorder.taskDone(worker, job, nanos, answer.isResult());
        }
        if (answer.kind() == WorkerLayout.EXHAUSTED) {
            worker.leave();
            var _ = takeBack(worker);
            replace(worker);
        }
        if (job.state != Job.State.DONE) {
            finish(job, answer, deliveries);
        } else {
            answer.discard();
        }
    }

    private static void finish(Job job, Answer answer, List<Job> deliveries) {
        job.done(answer);
        deliveries.add(job);
    }

    private void notReady(WorkerProcess worker, Answer answer, List<Job> deliveries) {
        Throwable why = answer.thrown();
        fail(
                "the initialiser " + options.initializer() + " of " + options.name() + " failed in " + worker + ": "
                        + why,
                List.of(why),
                deliveries);
    }

    /** What the worker has written cannot be read. */
    void corrupted(WorkerProcess worker) {
        lock.lock();
        try {
            ChildProcess<?> child = worker.child();
            if (child != null) {
                child.kill();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The worker's process is gone, and all that it had written was heard. */
    void ended(WorkerProcess worker, @Nullable TransferException corrupt) {
        List<Job> deliveries = new ArrayList<>();
        lock.lock();
        try {
            ChildProcess<?> child = Objects.requireNonNull(worker.child());
            boolean byUs = worker.doomed() != null || worker.unwanted() != null || worker.isDismissed();
            Job lost = worker.lost();
            worker.abandoned().reversed().forEach(pending::addFirst);
            remove(worker);
            if (lost != null) {
                buried(worker, child, lost, corrupt, deliveries);
            }
            boolean asTold = worker.isDismissed() && lost == null;
            if (Recorder.isOn() && !asTold) {
                Recorder.workerDied(worker, child.pid(), child.failure().orElse("ended"), lost);
            }
            if (state != State.STOPPED && !asTold) {
                died(worker, child, byUs, deliveries);
            }
            feed();
        } finally {
            lock.unlock();
        }
        Objects.requireNonNull(worker.link()).close();
        Job.deliver(deliveries);
    }

    private void buried(
            WorkerProcess worker,
            ChildProcess<?> child,
            Job lost,
            @Nullable TransferException corrupt,
            List<Job> deliveries) {
        boolean timedOut = lost.equals(worker.doomed());
        if (timedOut) {
            tally.timedOut();
        }
        if (lost.state == Job.State.DONE) {
            return; // nobody wants to know
        }
        if (lost.retries > 0 && state != State.STOPPED) {
            lost.retries--;
            lost.state = Job.State.PENDING;
            lost.worker = null;
            pending.addFirst(lost);
            return;
        }
        tally.lost();
        RuntimeException why = corrupt != null
                ? new TransferException(worker + " died in " + lost + ": " + corrupt.getMessage(), corrupt)
                : ForPools.death(child, lost.task, worker.ranFor(lost));
        finish(lost, Answer.failed(why), deliveries);
    }

    private void died(WorkerProcess worker, ChildProcess<?> child, boolean byUs, List<Job> deliveries) {
        tally.restarted();
        if (byUs) {
            rehire(worker);
            return;
        }
        ChildDiedException cause = ForPools.death(child, worker.isReady() ? "a task, or idle" : "its start", null);
        if (!worker.isReady() && ++bootFailures >= BOOT_FAILURES) {
            fail(
                    options.name() + " gives up: " + bootFailures
                            + " workers in a row have died before they could run a" + " task: " + cause.getMessage(),
                    List.of(cause),
                    deliveries);
        } else if (!budget.allows(cause, System.nanoTime())) {
            fail(
                    options.name() + " gives up: more of its workers died than may (" + budget + "); the last: "
                            + cause.getMessage(),
                    budget.causes(),
                    deliveries);
        } else {
            rehire(worker);
        }
    }

    /** Full size again, whether there is work or not. */
    private void rehire(WorkerProcess worker) {
        if (state == State.OPEN && seats[worker.seat()] == null) {
            hire(worker.seat());
        }
    }

    private void remove(WorkerProcess worker) {
        workers.remove(worker);
        replace(worker);
    }

    /** Its seat is free for another. */
    private void replace(WorkerProcess worker) {
        if (worker.equals(seats[worker.seat()])) {
            seats[worker.seat()] = null;
        }
    }

    /** If it has to go and has nothing to do, it is told so; what hangs then is killed. */
    private void dismissIfIdle(WorkerProcess worker) {
        boolean goes = worker.isLeaving() || (state == State.SHUT_DOWN && pending.isEmpty());
        if (!goes || !worker.isIdle() || worker.hasEnded() || !worker.dismiss()) {
            return;
        }
        replace(worker);
        watch.after(LAST_GOODBYE, () -> {
            ChildProcess<?> child = worker.child();
            if (child != null) {
                child.kill();
            }
        });
    }

    // Deadlines; on the timer's thread.

    /** Looks at what runs: whose time is over is interrupted, and killed after a while. Whether there is anything to look at. */
    boolean lookAtTasks() {
        lock.lock();
        try {
            long now = System.nanoTime();
            for (WorkerProcess worker : List.copyOf(workers)) {
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
            feed();
            boolean any = !pending.isEmpty()
                    || workers.stream().anyMatch(worker -> !worker.isIdle() || worker.isStalledFor(0, now));
            watch.tasksWatched(any);
            return any;
        } finally {
            lock.unlock();
        }
    }

    /** Who does not begin what it was given may be stopped: others do it, and after a long time it is replaced. */
    private void killIfLost(WorkerProcess worker, long now) {
        if (worker.isStalled(now)) {
            var _ = takeBack(worker);
            worker.stall(now);
        }
        ChildProcess<?> child = worker.child();
        boolean lost = worker.isStalledFor(options.startTimeout().toNanos(), now) || worker.isMad();
        if (lost && child != null) {
            child.kill();
        }
    }

    private void expire(WorkerProcess worker, Job job) {
        var _ = takeBack(worker);
        worker.doom(job);
        replace(worker);
        Duration limit = Duration.ofNanos(job.timeoutNanos);
        watch.after(options.grace(), () -> worker.kill(new ExitCause.TimedOut(limit)));
    }

    /** Looks at who has nothing to do, takes too much memory, or does not come to its start. */
    boolean lookAtWorkers() {
        List<Job> deliveries = new ArrayList<>();
        boolean any;
        lock.lock();
        try {
            long now = System.nanoTime();
            for (WorkerProcess worker : List.copyOf(workers)) {
                lookAt(worker, now, deliveries);
            }
            feed();
            any = workers.stream().anyMatch(worker -> options.watches() || !worker.isReady());
            watch.workersWatched(any);
        } finally {
            lock.unlock();
        }
        Job.deliver(deliveries);
        return any;
    }

    private void lookAt(WorkerProcess worker, long now, List<Job> deliveries) {
        ChildProcess<?> child = worker.child();
        if (!worker.isReady()) {
            Duration limit = starter.initialiserTimeout();
            boolean hangs = worker.isInitialisingFor(limit.toNanos(), now);
            boolean late = now - worker.idleSince() > options.startTimeout().toNanos();
            if (child != null && (hangs || late)) {
                child.kill();
                fail(
                        worker + " of " + options.name() + " was not ready after "
                                + (hangs ? limit : options.startTimeout()).toMillis() + " ms"
                                + (options.initializer() == null ? "" : ", in " + options.initializer())
                                + ": was it stopped, or does its initialiser hang? startTimeout(...) gives it longer",
                        List.of(),
                        deliveries);
            }
            return;
        }
        boolean tired = worker.isIdle()
                && now - worker.idleSince() > options.idleTimeout().toNanos();
        boolean fat = child != null && PrivateMemory.bytes(child.pid()) > options.memoryBytes();
        if ((tired || fat) && !worker.isLeaving()) {
            worker.leave();
            var _ = takeBack(worker);
        }
    }

    // The end.

    @Override
    public void cancel(Collection<Job> jobs) {
        lock.lock();
        try {
            Set<WorkerProcess> at = new HashSet<>();
            for (Job job : jobs) {
                WorkerProcess worker = job.worker;
                if (job.state != Job.State.DONE) {
                    job.state = Job.State.DONE;
                    job.release();
                }
                if (worker != null) {
                    at.add(worker);
                }
            }
            boolean ignored = pending.removeIf(job -> job.state == Job.State.DONE);
            for (WorkerProcess worker : at) {
                var _ = takeBack(worker);
                withdraw(worker);
            }
            feed();
        } finally {
            lock.unlock();
        }
    }

    /** What it runs although nobody wants it is stopped; what could not be taken back, when it begins. */
    private void withdraw(WorkerProcess worker) {
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
            if (isStillAt(worker, job)) {
                worker.kill(new ExitCause.Signalled(9));
            }
        });
    }

    private boolean isStillAt(WorkerProcess worker, Job job) {
        lock.lock();
        try {
            return job.equals(worker.unwanted());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            if (state == State.OPEN) {
                state = State.SHUT_DOWN;
            }
            feed();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Task<?>> shutdownNow() {
        List<Job> deliveries = new ArrayList<>();
        List<Task<?>> notBegun = new ArrayList<>();
        lock.lock();
        try {
            for (WorkerProcess worker : workers) {
                var _ = takeBack(worker);
            }
            pending.forEach(job -> notBegun.add(job.task));
            stop(
                    job -> new CancellationException(
                            job + " was cancelled: " + options.name() + " was shut down by shutdownNow()"),
                    deliveries);
        } finally {
            lock.unlock();
        }
        Job.deliver(deliveries);
        return notBegun;
    }

    /** The pool has failed: all that was given to it fails as well. */
    private void fail(String message, List<Throwable> causes, List<Job> deliveries) {
        if (state == State.STOPPED) {
            return;
        }
        PoolFailedException why = new PoolFailedException(message, causes);
        failure = why;
        stop(job -> new PoolFailedException(message, causes), deliveries);
    }

    private void stop(Function<Job, RuntimeException> why, List<Job> deliveries) {
        state = State.STOPPED;
        List<Job> all = new ArrayList<>(pending);
        pending.clear();
        for (WorkerProcess worker : workers) {
            worker.addGivenTo(all);
            ChildProcess<?> child = worker.child();
            if (child != null) {
                child.kill();
            }
        }
        for (Job job : all) {
            if (job.state != Job.State.DONE) {
                finish(job, Answer.failed(why.apply(job)), deliveries);
            }
        }
        endIfOver();
    }

    private void endIfOver() {
        if (state != State.OPEN && pending.isEmpty() && workers.isEmpty()) {
            terminated.countDown();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return state != State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        return terminated.getCount() == 0;
    }

    @Override
    public boolean awaitTermination(long nanos) throws InterruptedException {
        return terminated.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public PoolStats stats() {
        lock.lock();
        try {
            long given = 0;
            long active = 0;
            List<WorkerStats> all = new ArrayList<>();
            for (WorkerProcess worker : workers) {
                given += worker.givenCount();
                active += worker.isIdle() ? 0 : 1;
                all.add(worker.stats());
            }
            return tally.stats(active, pending.size() + given - active, all);
        } finally {
            lock.unlock();
        }
    }
}
