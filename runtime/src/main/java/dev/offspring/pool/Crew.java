package dev.offspring.pool;

import dev.offspring.error.TaskRejectedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a pool: who comes, who goes, and when it is over.
 *
 * <pre>
 *  submit ─► pending ─► given to a worker ─► its ring ═══════► the worker
 *               ▲          │     ▲                                 │
 *               └──────────┘     └── WorkerReader ◄═══ its ring ───┘
 *       taken back, or abandoned         │
 *                                        └─► Job.Sink
 * </pre>
 *
 * One lock holds it together, and is taken here alone: {@link Hiring} brings workers, {@link Seats} say who gets what,
 * {@link Hearing} what came of it, {@link Deadlines} what takes too long, {@link Inspection} how workers are, {@link Deaths} what is
 * lost, and {@link Ending} when it is over. Under the lock nothing waits and no code of the user's runs; answers are handed over
 * after it is released. There is nothing that two workers share, so that what one of them holds when it dies is missed by nobody.
 */
final class Crew implements Engine {
    private static final Duration LAST_GOODBYE = Duration.ofSeconds(5);

    private final PoolOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Pending pending = new Pending();
    private final Tally tally = new Tally();
    private final Watch watch;
    private final Seats seats;
    private final Ending ending;
    private final Hiring hiring;
    private final Deaths deaths;
    private final Hearing hearing;
    private final Deadlines deadlines;
    private final Inspection inspection;

    @SuppressWarnings("this-escape") // nobody uses it before it is there
    Crew(PoolOptions options) {
        this.options = options;
        Starter starter = new Starter(options);
        this.watch = new Watch(this);
        this.seats = new Seats(this, pending, watch, options.workers());
        this.ending = new Ending(options.name(), pending, seats);
        this.hiring = new Hiring(this, pending, seats, watch, options, starter);
        this.deaths = new Deaths(this, pending, seats, tally, options.budget());
        this.hearing = new Hearing(this, seats, deaths, tally);
        this.deadlines = new Deadlines(this, pending, seats, watch, options);
        this.inspection = new Inspection(this, seats, starter, options);
    }

    String name() {
        return options.name();
    }

    // Jobs.

    @Override
    public void submit(List<Job> jobs, boolean limited) {
        lock.lock();
        try {
            ending.checkOpen(jobs.getFirst());
            if (limited && pending.tasks() + jobs.size() > options.queueCapacity()) {
                throw new TaskRejectedException(name() + " does not take " + jobs.getFirst() + ": " + pending.tasks()
                        + " tasks wait, and its queue has room for " + options.queueCapacity());
            }
            pending.addAll(jobs);
            feed();
        } finally {
            lock.unlock();
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
            return seats.appetite();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int together(int wanted) {
        if (wanted > 0) {
            return wanted;
        }
        lock.lock();
        try {
            return seats.together();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel(Collection<Job> jobs) {
        lock.lock();
        try {
            Set<WorkerProcess> at = new HashSet<>();
            for (Job job : jobs) {
                for (Job piece = job; piece != null; piece = piece.piece()) {
                    WorkerProcess worker = piece.worker;
                    if (piece.state != Job.State.DONE) {
                        piece.state = Job.State.DONE;
                        piece.release();
                    }
                    if (worker != null) {
                        at.add(worker);
                    }
                }
            }
            pending.removeDone();
            at.forEach(deadlines::withdraw);
            feed();
        } finally {
            lock.unlock();
        }
    }

    /** Gives what is pending to whoever can use it, and starts processes if there is more. With the lock. */
    private void feed() {
        if (ending.isStopped()) {
            ending.endIfOver();
            return;
        }
        seats.give();
        if (!pending.isEmpty()) {
            hiring.hire();
            seats.give();
        } else {
            seats.balance();
            if (ending.isOpen()) {
                hiring.hireHelp();
            }
        }
        boolean finishing = ending.isFinishing();
        for (WorkerProcess worker : seats.workers()) {
            worker.flush();
            if (finishing) {
                dismissIfIdle(worker);
            }
        }
        ending.endIfOver();
    }

    /** What the worker has not begun waits again, before all others; whether there was something. With the lock. */
    boolean takeBack(WorkerProcess worker) {
        List<Job> back = worker.takeBack();
        pending.addAllFirst(back);
        dismissIfIdle(worker); // it may have been its last task
        return !back.isEmpty();
    }

    boolean isUnwanted(WorkerProcess worker, Job job) {
        lock.lock();
        try {
            return job.equals(worker.unwanted());
        } finally {
            lock.unlock();
        }
    }

    // Workers come and go.

    /** Full size again, whether there is work or not. With the lock. */
    void rehire(WorkerProcess worker) {
        if (ending.isOpen()) {
            hiring.rehire(worker);
        }
    }

    /** There is something to write to, and somebody who reads. */
    void attached(WorkerProcess worker, WorkerLink link, WorkerReader reader) {
        lock.lock();
        try {
            worker.attach(link);
            worker.isReadBy(reader);
        } finally {
            lock.unlock();
        }
    }

    /** There is a process; whether nobody needs it any more. */
    boolean started(WorkerProcess worker, ChildProcess<?> child) {
        lock.lock();
        try {
            worker.attach(child);
            return ending.isStopped();
        } finally {
            lock.unlock();
        }
    }

    /** This process can do nothing more for the worker: the pool has failed. */
    void lostHold(WorkerProcess worker, String message, Throwable why) {
        Log.LOGGER.log(Level.ERROR, message, why); // nobody may be left who is told
        List<Answer> deliveries = new ArrayList<>();
        lock.lock();
        try {
            ending.fail(message, List.of(why), deliveries);
            worker.gone();
            seats.remove(worker);
            ending.endIfOver();
        } finally {
            lock.unlock();
            Job.deliver(deliveries);
        }
        ChildProcess<?> child = worker.child();
        if (child == null) {
            closeLink(worker);
        } else {
            child.kill();
            var _ = child.onExit().thenRun(() -> closeLink(worker));
        }
    }

    private static void closeLink(WorkerProcess worker) {
        WorkerReader reader = worker.reader();
        WorkerLink link = worker.link();
        if (reader != null && link != null) {
            reader.close();
            link.close();
        }
    }

    /** If it has to go and has nothing to do, it is told so; what hangs then is killed. */
    private void dismissIfIdle(WorkerProcess worker) {
        boolean goes = worker.isLeaving() || ending.isFinishing();
        if (!goes || !worker.isIdle() || worker.hasEnded() || !worker.dismiss()) {
            return;
        }
        seats.replace(worker);
        watch.after(LAST_GOODBYE, worker::kill);
    }

    // What a reader hears; on its thread.

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
        List<Answer> deliveries = new ArrayList<>();
        List<byte[]> records;
        lock.lock();
        try {
            records = hearing.hear(worker, heard, deliveries);
            if (worker.isLeaving()) {
                dismissIfIdle(worker); // before others are given its seat; who may stay gets from others first
            }
            feed();
        } finally {
            lock.unlock();
            Job.deliver(deliveries); // whatever happens to the rest
        }
        records.forEach(record -> LogRecords.add(worker.name(), record));
    }

    /** What the worker has written cannot be read. */
    void corrupted(WorkerProcess worker) {
        lock.lock();
        try {
            worker.kill();
        } finally {
            lock.unlock();
        }
    }

    /** The worker's process is gone, and all that it had written was heard. */
    void ended(WorkerProcess worker, @Nullable TransferException corrupt) {
        List<Answer> deliveries = new ArrayList<>();
        lock.lock();
        try {
            deaths.ended(worker, corrupt, deliveries);
            feed();
        } finally {
            lock.unlock();
            Job.deliver(deliveries);
            Objects.requireNonNull(worker.link()).close();
        }
    }

    // What the watch sees; on the timer's thread.

    /** Looks at what runs. Whether it is to be looked at again. */
    boolean lookAtTasks() {
        lock.lock();
        try {
            long now = System.nanoTime();
            deadlines.look(now);
            feed();
            boolean again = deadlines.matter(now);
            watch.tasksWatched(again);
            return again;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the workers. Whether they are to be looked at again. */
    boolean lookAtWorkers() {
        List<Answer> deliveries = new ArrayList<>();
        boolean again;
        lock.lock();
        try {
            inspection.look(System.nanoTime(), deliveries);
            feed();
            again = inspection.matters();
            watch.workersWatched(again);
        } finally {
            lock.unlock();
            Job.deliver(deliveries);
        }
        return again;
    }

    // The end.

    @Override
    public void shutdown() {
        lock.lock();
        try {
            ending.shutDown();
            feed();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Task<?>> shutdownNow() {
        List<Answer> deliveries = new ArrayList<>();
        List<Task<?>> notBegun = new ArrayList<>();
        lock.lock();
        try {
            for (WorkerProcess worker : seats.workers()) {
                var _ = takeBack(worker);
            }
            pending.list().forEach(job -> notBegun.addAll(job.tasks()));
            ending.stop(
                    task -> new CancellationException(
                            task + " was cancelled: " + name() + " was shut down by shutdownNow()"),
                    deliveries);
        } finally {
            lock.unlock();
        }
        Job.deliver(deliveries);
        return notBegun;
    }

    void initialiserFailed(WorkerProcess worker, Throwable why, List<Answer> deliveries) {
        String message =
                "the initialiser " + options.initializer() + " of " + name() + " failed in " + worker + ": " + why;
        fail(message, List.of(why), deliveries);
    }

    /** The pool has failed: all that was given to it fails as well. With the lock. */
    void fail(String message, List<Throwable> causes, List<Answer> deliveries) {
        ending.fail(message, causes, deliveries);
    }

    /** Whether it runs nothing any more. With the lock. */
    boolean isStopped() {
        return ending.isStopped();
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return !ending.isOpen();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        return ending.isOver();
    }

    @Override
    public boolean awaitTermination(long nanos) throws InterruptedException {
        return ending.await(nanos);
    }

    @Override
    public PoolStats stats() {
        lock.lock();
        try {
            long given = 0;
            long active = 0;
            List<WorkerStats> all = new ArrayList<>();
            for (WorkerProcess worker : seats.workers()) {
                given += worker.givenCount();
                active += worker.isIdle() ? 0 : 1;
                all.add(worker.stats());
            }
            return tally.stats(active, pending.tasks() + given - active, all);
        } finally {
            lock.unlock();
        }
    }
}
