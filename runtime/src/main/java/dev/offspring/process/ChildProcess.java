package dev.offspring.process;

import dev.offspring.channel.ChildHandle;
import dev.offspring.error.ChildDiedException;
import dev.offspring.error.StartException;
import dev.offspring.error.TransferException;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process that this process has started, running one task.
 *
 * <pre>
 * start() ─► STARTING ─hello─► RUNNING ─returns, throws, exits, dies─► ENDED
 *                 └─────── terminate(), kill(), timeout ──────────────►
 * </pre>
 *
 * <p>Any thread of the process that started it may call these methods; the object cannot travel to another process. The
 * child is ended when this process ends, as {@link ChildBuilder#daemon} and {@link ChildBuilder#orphan} say.
 *
 * @param <R> what the task gives back
 */
public final class ChildProcess<R extends @Nullable Object> implements ChildHandle, AutoCloseable {
    /** What a child gets between SIGTERM and SIGKILL where nothing else is said. */
    private static final Duration GRACE = Duration.ofMillis(Long.getLong("offspring.graceMillis", 2_000));

    /** How often, and in which steps, a process is waited for that is to say what its threads do. */
    private static final int DUMP_LOOKS = 40;

    private static final Duration DUMP_LOOK = Duration.ofMillis(10);

    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long INDEPENDENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int number;
    private final String name;
    private final Task<R> task;
    private final ChildOptions options;
    private final boolean daemon;
    private final ChildCommand command;
    private final Process process;
    private final ParentLink link;
    private final Tree tree;
    private final Supervisor supervisor;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> deadline;
    private volatile @Nullable ExitCause decided;
    private volatile boolean closed;

    private ChildProcess(
            int number,
            String name,
            Task<R> task,
            ChildOptions options,
            boolean daemon,
            ChildCommand command,
            Process process,
            ParentLink link) {
        this.number = number;
        this.name = name;
        this.task = task;
        this.options = options;
        this.daemon = daemon;
        this.command = command;
        this.process = process;
        this.link = link;
        this.tree = new Tree(process.toHandle());
        this.supervisor = new Supervisor(this, process, link, command, options);
    }

    static <R extends @Nullable Object> ChildProcess<R> start(Task<R> task, ChildOptions options) {
        ProcessInfo self = Self.process();
        Family.checkMayStart(task, self);
        boolean daemon = Objects.requireNonNullElse(options.daemon(), self.isDaemon());
        options = options.checked(daemon);
        Encoder encoded = task.encodedArguments();
        refuseShared(task, encoded, options);
        int number = Family.nextNumber();
        String given = options.name();
        String name = given != null ? given : Family.name(self, task.target().name(), number);
        byte[] arguments = encoded.toMessage();
        ChildCommand command;
        Process process;
        try {
            command = ChildCommand.of(task.target(), name, options);
            process = command.start();
        } catch (RuntimeException e) {
            Decoder.discard(arguments);
            throw e;
        }
        try {
            // The child's JVM boots while this goes on.
            ParentLink link = ParentLink.create(name, task.target().fingerprint(), arguments);
            ProcessInfo child = new ProcessInfo(process.pid(), name, false, daemon, self.depth() + 1);
            ChildProcess<R> started = new ChildProcess<>(number, name, task, options, daemon, command, process, link);
            if (!encoded.carried().isEmpty()) {
                // It may have died before it had read them; until then the encoder keeps what they carry.
                CompletableFuture<Void> ignored = started.end.thenRun(() -> discard(encoded, arguments));
            }
            encoded.sent();
            started.supervise(Boot.of(link, self, child, options));
            return started;
        } catch (RuntimeException e) {
            process.destroyForcibly();
            command.close();
            Decoder.discard(arguments);
            throw new StartException("process " + name + " could not be started: " + e.getMessage(), e);
        }
    }

    private static void discard(Encoder encoded, byte[] arguments) {
        try {
            Decoder.discard(arguments);
        } finally {
            encoded.letGo();
        }
    }

    /** What nothing is shared with has no use for a handle. */
    private static void refuseShared(Task<?> task, Encoder encoded, ChildOptions options) {
        if (options.isolated() && !encoded.carried().isEmpty()) {
            throw new TransferException(task + " has shared things among its arguments, but its process is isolated():"
                    + " pass their values, or start it without isolated()");
        }
    }

    private void supervise(Boot boot) {
        Family.add(this);
        supervisor.start(!daemon && options.orphan() == Orphan.END);
        Duration timeout = task.timeout();
        if (timeout != null && !command.isDebugged()) {
            deadline = Family.after(timeout, () -> end(new ExitCause.TimedOut(timeout)));
        }
        try {
            synchronized (process) { // an interrupt comes after it
                boot.send(process.getOutputStream());
            }
        } catch (IOException e) {
            // It has died already, as with a wrong JVM option; its exit and its standard error will say why.
        }
        if (outlivesParent()) {
            awaitIndependence();
        }
    }

    /**
     * A child that may go on without this process needs it until it has opened what only this process can give it; and this
     * process may end as soon as {@code start()} has returned.
     */
    private void awaitIndependence() {
        long deadline = System.nanoTime() + INDEPENDENCE_NANOS;
        while (link.state() == LinkLayout.NEW && System.nanoTime() - deadline < 0) {
            if (awaitEnd(FIRST_LOOK_NANOS) || Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /**
     * Waits until the process has ended and all of its output has been passed on. Any number of threads may wait, any
     * number of times. Where nobody takes the output for ten seconds, the wait is over without it.
     *
     * @throws IllegalStateException on the thread that hands the child's lines to a consumer, for which the end itself waits
     */
    public void join() throws InterruptedException {
        ended();
    }

    /**
     * Waits until the process has ended, at most {@code timeout}; zero or less does not wait.
     *
     * @return whether it has ended
     */
    public boolean join(Duration timeout) throws InterruptedException {
        checkMayWait();
        try {
            end.get(nanos(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("a child's end is never exceptional", e);
        }
    }

    /**
     * What the task gave back; waits for it. It is there when the target has returned, which may be before the process
     * has ended.
     *
     * @throws dev.offspring.error.TaskFailedException if the target threw; the cause is what it threw
     * @throws dev.offspring.error.ChildDiedException if the process ended without a result
     * @throws dev.offspring.error.TransferException if what it sent cannot be read
     */
    public R result() throws InterruptedException {
        while (true) {
            try {
                return result(Duration.ofDays(1));
            } catch (TimeoutException e) {
                // A day has passed: wait for the next.
            }
        }
    }

    /**
     * As {@link #result()}, but waits at most {@code timeout}. The process goes on when the time is over.
     *
     * @throws TimeoutException if neither a result nor an end came in time
     */
    public R result(Duration timeout) throws InterruptedException, TimeoutException {
        checkOpen();
        checkMayWait();
        long last = System.nanoTime() + nanos(timeout);
        long look = FIRST_LOOK_NANOS;
        while (!Report.isFinal(link.state())) {
            long left = last - System.nanoTime();
            try {
                return outcome(end.get(Math.max(0, Math.min(left, look)), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                if (left <= look) {
                    throw new TimeoutException(name + " (pid " + pid() + ") has not finished " + task + " in "
                            + timeout.toMillis() + " ms; it goes on");
                }
                look = Math.min(2 * look, LAST_LOOK_NANOS);
            } catch (ExecutionException e) {
                throw new AssertionError("a child's end is never exceptional", e);
            }
        }
        // The process will end by itself; until then the report stands in the link.
        End early = End.reported(link);
        return outcome(early.saysNothing() ? ended() : early);
    }

    private R outcome(End how) {
        return new Verdict<>(this, how).result();
    }

    private End ended() throws InterruptedException {
        checkMayWait();
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a child's end is never exceptional", e);
        }
    }

    /**
     * The exit status, as CPython has it: 0 if the target returned, 1 if it threw, n for {@code System.exit(n)}, −n for
     * death by signal n; empty while the process is alive.
     */
    public OptionalInt exitCode() {
        return end.isDone() ? OptionalInt.of(new Verdict<>(this, end.join()).exitCode()) : OptionalInt.empty();
    }

    /** Why the process ended; empty while it is alive. */
    public Optional<ExitCause> exitCause() {
        return end.isDone() ? Optional.of(new Verdict<>(this, end.join()).cause()) : Optional.empty();
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return !end.isDone() && process.isAlive();
    }

    /** Whether the process has ended, and its {@link #exitCause()} is known: when {@link #onExit()} is completed. */
    @Override
    public boolean hasEnded() {
        return end.isDone();
    }

    /** Its process id, also after its end. */
    @Override
    public long pid() {
        return process.pid();
    }

    /** Its name: {@code greet-1}, or as it was given. */
    @Override
    public String name() {
        return name;
    }

    /** Whether it is ended when its parent's work is done. */
    public boolean isDaemon() {
        return daemon;
    }

    /** Interrupts the thread that runs the target. Does nothing if the process has ended. */
    public void interrupt() {
        tell(Lifeline.INTERRUPT);
    }

    private void tell(int word) {
        try {
            synchronized (process) {
                process.getOutputStream().write(word);
                process.getOutputStream().flush();
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /**
     * Asks the process and all its descendants to end (SIGTERM: shutdown hooks run), and kills those that are left after two
     * seconds, also where the process itself has ended by then. Returns at once. Does nothing if the process has ended.
     */
    public void terminate() {
        if (end.isDone()) {
            return;
        }
        tree.signal(false);
        ScheduledFuture<?> escalation = Family.after(GRACE, () -> tree.signal(true));
        var _ = end.thenRun(() -> {
            if (!tree.hasLivingDescendants()) {
                escalation.cancel(false);
            }
        });
    }

    /** Kills the process and all its descendants (SIGKILL). Returns at once. Does nothing if the process has ended. */
    public void kill() {
        signal(true);
    }

    /** Completes with this process when it has ended; completing it otherwise does nothing to the process. */
    @Override
    public CompletableFuture<ChildProcess<R>> onExit() {
        return end.thenApply(ignored -> this);
    }

    /** Why it ended without a result, in words; empty while it is alive, and if its target returned. */
    @Override
    public Optional<String> failure() {
        return exitCause()
                .filter(cause -> !(cause instanceof ExitCause.Returned))
                .map(ExitCause::description);
    }

    /**
     * Ends the process and all its descendants, if it is alive, and waits until it is gone, a few seconds at the most.
     * Afterwards only {@link #exitCode()}, {@link #exitCause()}, {@link #pid()} and {@link #name()} may be asked.
     */
    @Override
    public void close() {
        if (!end.isDone()) {
            terminate();
            if (supervisor.passesLinesHere()) {
                return; // its consumer of lines wants no more; who waits for the end does not wait for ever
            }
            long begin = System.nanoTime();
            awaitEnd(GRACE.toNanos() + TimeUnit.SECONDS.toNanos(3));
            tree.awaitDescendants(begin + GRACE.toNanos() - System.nanoTime());
        }
        closed = true;
    }

    /** Such as {@code greet-1 (pid 4711): Hello.greet("bob"), returned}. */
    @Override
    public String toString() {
        String state = exitCause().map(ExitCause::description).orElse(isAlive() ? "alive" : "ending");
        return name + " (pid " + pid() + "): " + task + ", " + state;
    }

    int number() {
        return number;
    }

    Task<R> task() {
        return task;
    }

    @Nullable
    ExitCause decided() {
        return decided;
    }

    void decide(ExitCause why) {
        if (!end.isDone() && decided == null) {
            decided = why;
        }
    }

    ChildDiedException death(Object during, @Nullable Duration ranFor) {
        return new Verdict<>(this, end.join()).death(during, ranFor);
    }

    boolean keepsLastLines() {
        return options.output().kind() != Output.Kind.INHERIT
                && options.output().kind() != Output.Kind.DISCARD;
    }

    boolean outlivesParent() {
        return options.orphan() == Orphan.KEEP;
    }

    /** SIGTERM or SIGKILL for the process and its descendants. */
    void signal(boolean forcibly) {
        if (!end.isDone()) {
            tree.signal(forcibly);
        }
    }

    /** Kills those of its descendants that have been seen and are left after so long. */
    void awaitDescendants(long graceNanos) {
        tree.awaitDescendants(graceNanos);
    }

    /** Ends the process for a reason that its exit status will not tell; it may first say what it is doing. */
    void end(ExitCause cause) {
        if (!end.isDone()) {
            decide(cause);
            afterDump(this::terminate);
        }
    }

    /** Asks the process what its threads do, and goes on when it has answered, or has not for a while. */
    void afterDump(Runnable action) {
        tell(Lifeline.DUMP);
        afterDump(action, DUMP_LOOKS);
    }

    private void afterDump(Runnable action, int looks) {
        if (looks == 0 || end.isDone() || !link.dump().isEmpty()) {
            action.run();
        } else {
            var _ = Family.after(DUMP_LOOK, () -> afterDump(action, looks - 1));
        }
    }

    /** A shell's line that runs this task as this process did; null if no command line can say its arguments. */
    @Nullable
    String aloneLine(Task<?> known) {
        List<String> words = known.commandLine();
        return words == null ? null : command.alone(known.target(), words);
    }

    /** Waits without being interruptible, as ends of programs must. */
    boolean awaitEnd(long nanos) {
        try {
            end.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return end.isDone();
        } catch (ExecutionException e) {
            throw new AssertionError("a child's end is never exceptional", e);
        }
    }

    void ended(End how) {
        ScheduledFuture<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
        Family.remove(this);
        gone.countDown();
        Family.tell(() -> end.complete(how));
    }

    /** As {@link #awaitEnd}, for who ends this process: waits only until there is nothing left to wait for. */
    boolean awaitGone(long nanos) {
        try {
            return gone.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return gone.getCount() == 0;
        }
    }

    private void checkMayWait() {
        if (supervisor.passesLinesHere() && !end.isDone()) {
            throw new IllegalStateException("the consumer of " + name + "'s lines cannot wait for " + name
                    + ", whose end waits for its lines: wait on another thread, or use onExit()");
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    name + " (pid " + pid() + ") was closed: ask for its result before close()");
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return Math.max(0, timeout.toNanos());
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE / 2;
        }
    }
}
