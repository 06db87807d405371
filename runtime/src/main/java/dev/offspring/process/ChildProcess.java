package dev.offspring.process;

import dev.offspring.channel.ChildHandle;
import dev.offspring.error.ChildDiedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
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
    private final ChildInput input;
    private final ChildEnd end = new ChildEnd();
    private volatile @Nullable ExitCause decided;
    private volatile boolean closed;

    ChildProcess(
            int number,
            String name,
            boolean daemon,
            Task<R> task,
            ChildOptions options,
            ChildCommand command,
            Watch watch,
            ParentLink link) {
        this.number = number;
        this.name = name;
        this.daemon = daemon;
        this.task = task;
        this.options = options;
        this.command = command;
        this.process = watch.process();
        this.link = link;
        this.tree = new Tree(process.toHandle());
        this.input = new ChildInput(process.getOutputStream());
        this.supervisor = new Supervisor(this, watch, link, command, options);
    }

    /**
     * Waits until the process has ended and all of its output has been passed on. Any number of threads may wait, any
     * number of times. Where nobody takes the output for ten seconds, the wait is over without it.
     *
     * @throws IllegalStateException on the thread that hands the child's lines to a consumer, for which the end itself waits
     */
    public void join() throws InterruptedException {
        checkMayWait();
        var _ = end.await();
    }

    /**
     * Waits until the process has ended, at most {@code timeout}; zero or less does not wait.
     *
     * @return whether it has ended
     */
    public boolean join(Duration timeout) throws InterruptedException {
        checkMayWait();
        return end.await(nanos(timeout)) != null;
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
        End how = end.awaitReport(link, nanos(timeout));
        if (how == null) {
            throw new TimeoutException(name + " (pid " + pid() + ") has not finished " + task + " in "
                    + timeout.toMillis() + " ms; it goes on");
        }
        return new Verdict<>(this, how).result();
    }

    /**
     * The exit status, as CPython has it: 0 if the target returned, 1 if it threw, n for {@code System.exit(n)}, −n for
     * death by signal n; empty while the process is alive.
     */
    public OptionalInt exitCode() {
        End how = end.now();
        return how == null ? OptionalInt.empty() : OptionalInt.of(new Verdict<>(this, how).exitCode());
    }

    /** Why the process ended; empty while it is alive. */
    public Optional<ExitCause> exitCause() {
        End how = end.now();
        return how == null ? Optional.empty() : Optional.of(new Verdict<>(this, how).cause());
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return !end.isTold() && process.isAlive();
    }

    /** Whether the process has ended, and its {@link #exitCause()} is known: when {@link #onExit()} is completed. */
    @Override
    public boolean hasEnded() {
        return end.isTold();
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
        input.tell(Lifeline.INTERRUPT);
    }

    /**
     * Asks the process and all its descendants to end (SIGTERM: shutdown hooks run), and kills those that are left after two
     * seconds, also where the process itself has ended by then. Returns at once. Does nothing if the process has ended.
     */
    public void terminate() {
        if (end.isTold()) {
            return;
        }
        tree.terminate(GRACE, end);
    }

    /** Kills the process and all its descendants (SIGKILL). Returns at once. Does nothing if the process has ended. */
    public void kill() {
        signal(true);
    }

    /** Completes with this process when it has ended; completing it otherwise does nothing to the process. */
    @Override
    public CompletableFuture<ChildProcess<R>> onExit() {
        return end.future(() -> this);
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
        if (!end.isTold()) {
            terminate();
            if (supervisor.passesLinesHere()) {
                return; // its consumer of lines wants no more; who waits for the end does not wait for ever
            }
            long begin = System.nanoTime();
            end.awaitUninterruptibly(GRACE.toNanos() + TimeUnit.SECONDS.toNanos(3));
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

    /** Why it ends, if it has not ended by itself, which its exit status tells better. */
    void decide(ExitCause why) {
        if (process.isAlive() && decided == null) {
            decided = why;
        }
    }

    ChildDiedException death(Object during, @Nullable Duration ranFor) {
        End how = Objects.requireNonNull(end.now(), "only a child that has ended has died");
        return new Verdict<>(this, how).death(during, ranFor);
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
        if (!end.isTold()) {
            tree.signal(forcibly);
        }
    }

    /** Kills those of its descendants that have been seen and are left after so long. */
    void awaitDescendants(long graceNanos) {
        tree.awaitDescendants(graceNanos);
    }

    /** Ends the process for a reason that its exit status will not tell; it may first say what it is doing. */
    void end(ExitCause cause) {
        if (process.isAlive()) {
            decide(cause);
            afterDump(this::terminate);
        }
    }

    /** Asks the process what its threads do, and goes on when it has answered, or has not for a while. */
    void afterDump(Runnable action) {
        input.askForDump(link, end, action);
    }

    /** A shell's line that runs this task as this process did; null if no command line can say its arguments. */
    @Nullable
    String aloneLine(Task<?> known) {
        List<String> words = known.commandLine();
        return words == null ? null : command.alone(known.target(), words);
    }

    /** It has ended. */
    void ended(End how) {
        Family.remove(this);
        end.is(how);
    }

    /** This process itself has sent it SIGKILL, as a spare that did not answer. */
    void wasGivenUp() {
        tree.rootWasKilled();
    }

    /** Whether this process itself has sent it SIGKILL while it lived. */
    boolean wasKilledFromHere() {
        return tree.hasKilledRoot();
    }

    ChildEnd end() {
        return end;
    }

    ChildInput input() {
        return input;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    private void checkMayWait() {
        if (supervisor.passesLinesHere() && !end.isTold()) {
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
