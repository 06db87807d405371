package dev.offspring.process;

import dev.offspring.error.StartException;
import dev.offspring.os.ExitWitness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one child: passes its output on, and when it has ended, gathers what is to be known of its end.
 *
 * <pre>
 * child's stdout ─► pump ─┐                ┌► System.out        child's exit ─► supervisor ─► End ─► ChildProcess
 *                         ├► relay ─► outlets                                       link ──────┘
 * child's stderr ─► pump ─┘                └► System.err, tail
 * </pre>
 */
final class Supervisor {
    /** How long output may lag behind the exit. Longer is a stranger that inherited the pipe. */
    private static final long STRAGGLERS_MILLIS = 1_000;

    /** How long an outlet may take for one line, before the end is told without it. */
    private static final long SLOW_SINK_MILLIS = 10_000;

    private static final long STACK_BYTES = 128 * 1024;

    /** What a JVM with {@code -XX:+ExitOnOutOfMemoryError} says, and its status then. */
    private static final String HEAP_FULL = "Terminating due to java.lang.OutOfMemoryError";

    private static final int STATUS_HEAP_FULL = 3;

    private final ChildProcess<?> child;
    private final Process process;
    private final ParentLink link;
    private final ChildCommand command;
    private final Path directory;
    private final Instant started = Instant.now();
    private final List<Thread> pumps = new ArrayList<>();
    private final Relay relay;
    private @Nullable OutputPump standard;
    private @Nullable OutputPump errors;

    Supervisor(ChildProcess<?> child, Process process, ParentLink link, ChildCommand command, ChildOptions options) {
        this.child = child;
        this.process = process;
        this.link = link;
        this.command = command;
        this.relay = new Relay(child.name());
        Path given = options.directory();
        this.directory = given != null ? given : Path.of("");
        pump(options.output());
    }

    /** {@code keepsJvmAlive}: as a non-daemon thread does. */
    void start(boolean keepsJvmAlive) {
        Thread thread = new Thread(null, this::run, "offspring-" + child.name(), STACK_BYTES);
        thread.setDaemon(!keepsJvmAlive);
        try {
            for (Thread pump : pumps) {
                pump.start();
            }
            thread.start();
        } catch (OutOfMemoryError e) {
            throw new StartException(
                    "there are no threads left that could look after it (" + e.getMessage()
                            + "): check the limits on processes and threads (ulimit -u) and on memory",
                    e);
        }
    }

    // Streams that are redirected elsewhere are at their end at once.
    private void pump(Output output) {
        byte[] prefix = output.isPrefixed() ? ("[" + child.name() + "] ").getBytes(output.charset()) : Outlet.NO_PREFIX;
        switch (output.kind()) {
            case AUTO ->
                pump(output, new Outlet(Outlet.to(System.out), prefix), new Outlet(Outlet.to(System.err), prefix));
            case LINES -> {
                // One for both: a consumer that has thrown is not asked again.
                Outlet.Sink lines = Outlet.to(output.consumer(), output.charset());
                pump(output, new Outlet(lines, prefix), new Outlet(lines, prefix));
            }
            case FILE -> {
                Outlet.Sink file = Outlet.appendingTo(output.path());
                pump(output, new Outlet(file, prefix), new Outlet(file, prefix));
            }
            case INHERIT, DISCARD -> {}
        }
    }

    private void pump(Output output, Outlet out, Outlet err) {
        standard = new OutputPump(process.getInputStream(), relay.inlet(out), output.charset());
        addPump("out", standard);
        errors = new OutputPump(process.getErrorStream(), relay.inlet(err), output.charset());
        addPump("err", errors);
    }

    private void addPump(String stream, OutputPump pump) {
        Thread thread = new Thread(null, pump, "offspring-" + child.name() + "-" + stream, STACK_BYTES);
        thread.setDaemon(true);
        pumps.add(thread);
    }

    /** Whatever happens here, the end is told: who waits for it does not wait for ever. */
    private void run() {
        End end;
        try {
            end = gathered();
        } catch (RuntimeException | Error e) {
            end = End.unknown(awaitExit(), e); // whoever asks for the result is told
        }
        try {
            release();
        } finally {
            child.ended(end);
        }
    }

    private End gathered() {
        int status;
        OptionalInt signal;
        long killsBefore;
        try (ExitWitness witness = ExitWitness.of(process.pid())) {
            killsBefore = KillsForMemory.OWN.count();
            status = awaitExit();
            signal = witness.signal();
        }
        boolean forMemory =
                isKilled(status, signal) && !child.wasKilledFromHere() && KillsForMemory.OWN.isOneMoreThan(killsBefore);
        awaitOutput();
        List<String> said = new ArrayList<>(tail(standard));
        said.addAll(tail(errors));
        End.Death death = forMemory ? End.Death.KILLED_FOR_MEMORY : death(status, signal, said);
        Path report = CrashReport.mayBe(status)
                ? new CrashReport(process.pid(), started, directory).find(said, command.errorFile())
                : null;
        return End.read(link, status, death, tail(errors), report);
    }

    /** What only a running child needs. */
    private void release() {
        try (link;
                command) {
            child.input().close();
        }
    }

    private static boolean isKilled(int status, OptionalInt signal) {
        return status == Signals.STATUS_BASE + Signals.KILL && signal.orElse(Signals.KILL) != 0;
    }

    private static End.Death death(int status, OptionalInt signal, List<String> said) {
        if (status == STATUS_HEAP_FULL && said.stream().anyMatch(line -> line.startsWith(HEAP_FULL))) {
            return End.Death.HEAP_FULL;
        }
        return signal.isEmpty() ? End.Death.UNKNOWN : signal.getAsInt() == 0 ? End.Death.EXITED : End.Death.KILLED;
    }

    private static List<String> tail(@Nullable OutputPump pump) {
        return pump == null ? List.of() : pump.tail();
    }

    private int awaitExit() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread; a child must be waited for all the same.
            }
        }
    }

    private void awaitOutput() {
        try {
            for (Thread pump : pumps) {
                pump.join(STRAGGLERS_MILLIS);
            }
            relay.awaitPassed(SLOW_SINK_MILLIS);
        } catch (InterruptedException e) {
            // As above: the pumps and the relay go on by themselves.
        }
    }

    /** Whether this thread hands the child's lines over: it must not wait for the child's end, which waits for it. */
    boolean passesLinesHere() {
        return relay.runsHere();
    }
}
