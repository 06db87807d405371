package dev.offspring.process;

import dev.offspring.error.SessionException;
import dev.offspring.error.StartException;
import dev.offspring.error.TransferException;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One start of a task. Whatever fails on the way, nothing is left of it: the process is killed, and what was made for it given back.
 *
 * @param <R> what the task gives back
 */
final class ChildStart<R extends @Nullable Object> {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long INDEPENDENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ProcessInfo self;
    private final Task<R> task;
    private final ChildOptions options;
    private final boolean daemon;
    private final int number;
    private final String name;
    private final SentArguments arguments;
    private @Nullable ChildCommand command;
    private @Nullable Process process;
    private @Nullable Watch watch;
    private @Nullable ParentLink link;
    private @Nullable ChildProcess<R> child;
    private boolean supervised;

    private ChildStart(ProcessInfo self, Task<R> task, ChildOptions given) {
        this.self = self;
        this.task = task;
        this.daemon = Objects.requireNonNullElse(given.daemon(), self.isDaemon());
        this.options = given.checked(daemon);
        Encoder encoded = task.encodedArguments();
        refuseShared(task, encoded, options);
        this.number = Family.nextNumber();
        String chosen = options.name();
        this.name = chosen != null ? chosen : Family.name(self, task.target().name(), number);
        this.arguments = new SentArguments(encoded);
    }

    static <R extends @Nullable Object> ChildProcess<R> run(Task<R> task, ChildOptions options) {
        ProcessInfo self = Self.process();
        Family.checkMayStart(task, self);
        return new ChildStart<>(self, task, options).run();
    }

    /** What nothing is shared with has no use for a handle. */
    private static void refuseShared(Task<?> task, Encoder encoded, ChildOptions options) {
        if (options.isolated() && !encoded.carried().isEmpty()) {
            throw new TransferException(task + " has shared things among its arguments, but its process is isolated():"
                    + " pass their values, or start it without isolated()");
        }
    }

    private ChildProcess<R> run() {
        try {
            return started();
        } catch (RuntimeException e) {
            undo(e);
            if (process == null) {
                throw e; // it says itself what could not be started
            }
            throw new StartException("process " + name + " could not be started: " + e.getMessage(), e);
        } catch (Error e) {
            undo(e);
            throw e;
        }
    }

    private ChildProcess<R> started() {
        ChildCommand made = ChildCommand.of(task.target(), name, options);
        command = made;
        WaitingSpare spare = Spares.OWN.areKept() ? spare(made) : null;
        Process booting = spare != null ? spare.watch().process() : made.start();
        process = booting;
        Watch watching = spare != null ? spare.watch() : new Watch(booting, name, options.output());
        watch = watching;
        // The child's JVM boots while this goes on.
        ParentLink written = spare != null ? spare.link() : write();
        link = written;
        ChildProcess<R> begun = new ChildProcess<>(number, name, daemon, task, options, made, watching, written);
        child = begun;
        if (spare != null && spare.isGivenUp()) {
            begun.wasGivenUp(); // just when it began
        }
        if (arguments.carry()) {
            begun.end().then(arguments::close); // it may have died before it had read them
        }
        Family.add(begun);
        begun.supervisor().start(!daemon && options.orphan() == Orphan.END);
        supervised = true;
        arguments.leave();
        limit(begun, made);
        if (spare == null) {
            begun.input().send(boot(written, begun.pid()));
        } else {
            begun.input().hasBegun();
        }
        if (begun.outlivesParent()) {
            awaitIndependence(begun, written);
        }
        Settling.begin();
        return begun;
    }

    /** A process that has taken its task already; null if there is none that waits for such a one. */
    private @Nullable WaitingSpare spare(ChildCommand made) {
        String main = task.target().getClass().getName();
        try {
            return Spares.OWN.become(
                    made,
                    new WaitingSpare.Errand(main, name, task.target().fingerprint(), arguments.bytes(), this::boot));
        } catch (SessionException e) {
            throw new StartException("process " + name + " could not be started: " + e.getMessage(), e);
        }
    }

    private ParentLink write() {
        return ParentLink.create(name, task.target().fingerprint(), arguments.bytes());
    }

    private Boot boot(ParentLink written, long pid) {
        return Boot.of(written, self, new ProcessInfo(pid, name, false, daemon, self.depth() + 1), options);
    }

    private void limit(ChildProcess<R> begun, ChildCommand made) {
        Duration timeout = task.timeout();
        if (timeout != null && !made.isDebugged()) {
            ScheduledFuture<?> deadline = Family.after(timeout, () -> begun.end(new ExitCause.TimedOut(timeout)));
            begun.end().then(() -> deadline.cancel(false));
        }
    }

    /**
     * A child that may go on without this process needs it until it has opened what only this process can give it; and this
     * process may end as soon as {@code start()} has returned.
     */
    private static void awaitIndependence(ChildProcess<?> begun, ParentLink link) {
        long deadline = System.nanoTime() + INDEPENDENCE_NANOS;
        while (link.state() == LinkLayout.NEW && System.nanoTime() - deadline < 0) {
            if (begun.end().awaitUninterruptibly(LOOK_NANOS)) {
                return;
            }
        }
    }

    private void undo(Throwable why) {
        Process begun = process;
        if (begun != null) {
            begun.destroyForcibly();
        }
        if (supervised) {
            return; // the supervisor gives back the rest when it is gone
        }
        if (watch != null) {
            watch.leave(() -> {});
        }
        if (child != null) {
            child.ended(End.unknown(
                    Signals.STATUS_BASE + Signals.KILL, why)); // somebody may have got it from activeChildren()
        }
        try (var _ = arguments;
                var _ = link;
                var _ = command) {
            if (begun != null) {
                new ChildInput(begun.getOutputStream()).close();
            }
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }
}
