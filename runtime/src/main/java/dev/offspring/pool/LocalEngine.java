package dev.offspring.pool;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.process.ForPools;
import dev.offspring.process.Processes;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Throwables;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs in this JVM, for debugging and tests: on threads of its own, or on the thread that submits them. Arguments and results go
 * through the same encoding as between processes. Nothing is isolated, and nothing killed.
 */
final class LocalEngine implements Engine {
    private final PoolOptions options;
    private final boolean inline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Job> pending = new ArrayDeque<>();
    private final Set<LocalWorker> workers = new HashSet<>();
    private final Tally tally = new Tally();
    private final @Nullable LocalWorker caller;
    private int running;
    private boolean shutdown;
    private @Nullable PoolFailedException failure;

    LocalEngine(PoolOptions options) {
        this.options = options;
        this.inline = options.place() == PoolOptions.Place.CALLER;
        this.caller = inline ? new LocalWorker(0) : null;
    }

    /** One that runs one job after the other. */
    private final class LocalWorker implements Runnable {
        private final Worker worker;
        private final Encoder encoder = new Encoder();
        private final Decoder decoder = new Decoder();
        private boolean initialised = options.initializer() == null;

        /** Under the lock: what it runs, on which thread. */
        private @Nullable Job job;

        private @Nullable Thread thread;

        LocalWorker(int number) {
            this.worker = new Worker(options.name(), number);
        }

        @Override
        public void run() {
            for (Job next = takeFor(this); next != null; next = takeFor(this)) {
                runOne(next);
            }
        }

        void runOne(Job next) {
            Worker before = Worker.find().orElse(null);
            Worker.enter(worker);
            try {
                if (!initialised) {
                    initialise();
                }
                long since = System.nanoTime();
                Answer answer = failure != null ? Answer.failed(next, 0, failure) : answer(next);
                finish(this, next, answer, System.nanoTime() - since);
            } finally {
                Worker.enter(before);
            }
        }

        private void initialise() {
            initialised = true;
            Task<?> task = Objects.requireNonNull(options.initializer());
            try {
                Object ignored = task.runHere();
            } catch (RuntimeException | Error e) {
                Throwable why = e.getCause() == null ? e : e.getCause();
                failed("the initialiser " + task + " of " + options.name() + " failed: " + why, why);
            }
        }

        private <R extends @Nullable Object> Answer answer(Job next) {
            @SuppressWarnings("unchecked") // arguments and result are the target's own
            Target<R> target = (Target<R>) next.target;
            encoder.clear();
            try {
                @Nullable Object[] arguments = arguments(next);
                R result;
                byte[] context = inline ? null : next.context; // the caller's thread has it
                if (context == null) {
                    result = ForPools.invoke(target, arguments);
                } else {
                    try (var _ = Contexts.enter(context)) {
                        result = ForPools.invoke(target, arguments);
                    }
                }
                ForPools.encodeResult(target, encoder, result);
                if (encoder.carried().isEmpty()) {
                    return Answer.of(next, WorkerLayout.RETURNED, encoder.toBytes(), this);
                }
                byte[] message = encoder.toMessage();
                encoder.handOver();
                encoder.sent();
                return Answer.of(next, WorkerLayout.RETURNED_WITH_PARCEL, message, this);
            } catch (Throwable thrown) {
                encoder.clear();
                Throwables.write(encoder, thrown);
                return Answer.of(next, WorkerLayout.THREW, encoder.toBytes(), this);
            }
        }

        private @Nullable Object[] arguments(Job next) {
            if (!next.carries) {
                decoder.read(next.arguments(), next.argumentBytes());
                return ForPools.decode(next.target, decoder);
            }
            try (Decoder carrying = Decoder.ofMessage(next.arguments())) {
                return ForPools.decode(next.target, carrying);
            }
        }

        @Override
        public String toString() {
            return worker.toString();
        }
    }

    private void failed(String message, Throwable why) {
        lock.lock();
        try {
            failure = new PoolFailedException(message, List.of(why));
            shutdown = true;
        } finally {
            lock.unlock();
        }
    }

    private void finish(LocalWorker worker, Job job, Answer given, long nanos) {
        boolean wanted;
        boolean again;
        boolean late = job.timeoutNanos != Job.NO_TIMEOUT && nanos > job.timeoutNanos;
        Answer answer = late ? Answer.failed(job, 0, tooLong(worker, job)) : given;
        lock.lock();
        try {
            worker.job = null;
            worker.thread = null;
            boolean ignored = Thread.interrupted(); // meant for the task
            wanted = job.state != Job.State.DONE;
            again = wanted && late && job.retries > 0;
            running--;
            if (late) {
                tally.timedOut();
            }
            if (again) {
                job.retries--;
                job.state = Job.State.PENDING;
                if (!inline) {
                    pending.addFirst(job);
                }
            } else {
                tally.took(nanos, 1, answer.isResult());
                job.state = Job.State.DONE;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!wanted || late) {
            given.discard();
        }
        if (again) {
            return;
        }
        if (wanted) {
            Job.deliver(List.of(answer));
        } else {
            job.release();
        }
    }

    private static ChildDiedException tooLong(LocalWorker worker, Job job) {
        String reason = "ran longer than its timeout of " + TimeUnit.NANOSECONDS.toMillis(job.timeoutNanos) + " ms";
        return new ChildDiedException(
                worker + " was interrupted in " + job + ": " + reason,
                Processes.current().pid(),
                worker.worker.toString(),
                job.toString(),
                reason,
                List.of(),
                null);
    }

    /** The next job for this worker; null when there are none and will be none. */
    private @Nullable Job takeFor(LocalWorker worker) {
        lock.lock();
        try {
            while (pending.isEmpty()) {
                if (shutdown) {
                    workers.remove(worker);
                    changed.signalAll();
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            Job job = pending.removeFirst();
            begin(worker, job);
            return job;
        } finally {
            lock.unlock();
        }
    }

    private void begin(LocalWorker worker, Job job) {
        job.state = Job.State.GIVEN;
        job.number++; // of each run another: the time of one that is over is none of the next one's
        long run = job.number;
        worker.job = job;
        worker.thread = Thread.currentThread();
        running++;
        if (job.timeoutNanos != Job.NO_TIMEOUT) {
            ForPools.after(Duration.ofNanos(job.timeoutNanos), () -> interrupt(job, run));
        }
    }

    private void interrupt(Job job, long run) {
        lock.lock();
        try {
            if (job.number == run) {
                interrupt(List.of(job));
            }
        } finally {
            lock.unlock();
        }
    }

    private void interrupt(Collection<Job> jobs) {
        lock.lock();
        try {
            for (LocalWorker worker : workers) {
                Thread thread = worker.thread;
                if (thread != null && worker.job != null && jobs.contains(worker.job)) {
                    thread.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void submit(List<Job> jobs, boolean limited) {
        LocalWorker here = caller;
        lock.lock();
        try {
            checkOpen(jobs, limited);
            if (here == null) {
                pending.addAll(jobs);
                while (workers.size() < options.workers() && workers.size() < running + pending.size()) {
                    hire();
                }
                changed.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        for (Job job : jobs) {
            runHere(here, job);
        }
    }

    private void checkOpen(List<Job> jobs, boolean limited) {
        PoolFailedException why = failure;
        if (why != null) {
            throw new PoolFailedException(String.valueOf(why.getMessage()), why.causes());
        }
        if (shutdown) {
            throw new TaskRejectedException(
                    options.name() + " is shut down, and does not take " + jobs.getFirst() + ": make another pool");
        }
        if (limited && pending.size() + jobs.size() > options.queueCapacity()) {
            throw new TaskRejectedException(options.name() + " does not take " + jobs.getFirst() + ": " + pending.size()
                    + " tasks wait, and its queue has room for " + options.queueCapacity());
        }
    }

    private void hire() {
        LocalWorker worker = new LocalWorker(workers.size());
        workers.add(worker);
        Thread thread = new Thread(null, worker, Worker.name(options.name(), workers.size() - 1));
        thread.setDaemon(true);
        thread.start();
    }

    /** A task may give others to the pool that it runs in: they run at once, within it. */
    private void runHere(LocalWorker here, Job job) {
        do {
            LocalWorker own = here;
            lock.lock();
            try {
                if (here.job != null) {
                    own = new LocalWorker(0);
                    own.initialised = true;
                }
                boolean ignored = workers.add(own);
                begin(own, job);
            } finally {
                lock.unlock();
            }
            try {
                own.runOne(job);
            } finally {
                lock.lock();
                try {
                    workers.remove(own);
                } finally {
                    lock.unlock();
                }
            }
        } while (job.state == Job.State.PENDING); // it is to run again
    }

    @Override
    public void cancel(Collection<Job> jobs) {
        lock.lock();
        try {
            interrupt(jobs);
            jobs.forEach(job -> job.state = Job.State.DONE);
            boolean ignored = pending.removeIf(job -> job.state == Job.State.DONE);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int together(int wanted) {
        return 1; // nothing travels here
    }

    @Override
    public int appetite() {
        return 2 * options.workers();
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            changed.signalAll();
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
            shutdown = true;
            List<Job> all = new ArrayList<>(pending);
            pending.clear();
            all.forEach(job -> notBegun.add(job.task()));
            for (LocalWorker worker : workers) {
                Job job = worker.job;
                if (job != null) {
                    all.add(job);
                }
            }
            interrupt(all);
            for (Job job : all) {
                if (job.state != Job.State.DONE) {
                    job.state = Job.State.DONE;
                    deliveries.add(Answer.failed(
                            job,
                            0,
                            new CancellationException(
                                    job + " was cancelled: " + options.name() + " was shut down by shutdownNow()")));
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Job.deliver(deliveries);
        return notBegun;
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return isOver();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        return shutdown && pending.isEmpty() && running == 0 && workers.isEmpty();
    }

    @Override
    public boolean awaitTermination(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (!isOver()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PoolStats stats() {
        lock.lock();
        try {
            return tally.stats(running, pending.size(), List.of());
        } finally {
            lock.unlock();
        }
    }
}
