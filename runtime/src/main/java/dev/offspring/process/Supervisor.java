package dev.offspring.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one child: passes its output on, and when it has ended, gathers what is to be known of its end.
 *
 * <pre>
 *        ┌ lines ─► relay ─► outlets ─► System.out, System.err, a file, a consumer
 * watch ─┤
 *        └ exit ──► End ─► ChildProcess
 *                    ▲
 *            link ───┘
 * </pre>
 */
final class Supervisor implements Watch.Heir {
    /** How long output may lag behind the exit. Longer is a stranger that inherited the pipe. */
    private static final long STRAGGLERS_MILLIS = 1_000;

    /** How long an outlet may take for one line, before the end is told without it. */
    private static final long SLOW_SINK_MILLIS = 10_000;

    /** What a JVM with {@code -XX:+ExitOnOutOfMemoryError} says, and its status then. */
    private static final String HEAP_FULL = "Terminating due to java.lang.OutOfMemoryError";

    private static final int STATUS_HEAP_FULL = 3;

    private final ChildProcess<?> child;
    private final Watch watch;
    private final ParentLink link;
    private final ChildCommand command;
    private final ChildOptions options;
    private final Relay relay;

    Supervisor(ChildProcess<?> child, Watch watch, ParentLink link, ChildCommand command, ChildOptions options) {
        this.child = child;
        this.watch = watch;
        this.link = link;
        this.command = command;
        this.options = options;
        this.relay = new Relay(child.name());
    }

    /** {@code keepsJvmAlive}: as a non-daemon thread does. */
    void start(boolean keepsJvmAlive) {
        watch.prepareFor(child.name());
        pass(options.output());
        watch.handTo(this, keepsJvmAlive);
    }

    // Streams that are redirected elsewhere are at their end at once.
    private void pass(Output output) {
        byte[] prefix = output.isPrefixed() ? ("[" + child.name() + "] ").getBytes(output.charset()) : Outlet.NO_PREFIX;
        switch (output.kind()) {
            case AUTO -> pass(new Outlet(Outlet.to(System.out), prefix), new Outlet(Outlet.to(System.err), prefix));
            case LINES -> {
                // One for both: a consumer that has thrown is not asked again.
                Outlet.Sink lines = Outlet.to(output.consumer(), output.charset());
                pass(new Outlet(lines, prefix), new Outlet(lines, prefix));
            }
            case FILE -> {
                Outlet.Sink file = Outlet.appendingTo(output.path());
                pass(new Outlet(file, prefix), new Outlet(file, prefix));
            }
            case INHERIT, DISCARD -> {}
        }
    }

    private void pass(Outlet out, Outlet err) {
        watch.passTo(relay.inlet(out), relay.inlet(err));
    }

    /** Whatever happens here, the end is told: who waits for it does not wait for ever. */
    @Override
    public void ended(Watch.Exit exit) {
        Throwable problem = exit.problem();
        End end;
        try {
            end = problem == null ? gathered(exit) : End.unknown(exit.status(), problem);
        } catch (RuntimeException | Error e) {
            end = End.unknown(exit.status(), e); // whoever asks for the result is told
        }
        try {
            release();
        } finally {
            child.ended(end);
        }
    }

    private End gathered(Watch.Exit exit) {
        boolean forMemory = !child.wasKilledFromHere() && KillsForMemory.OWN.explains(exit);
        awaitOutput();
        List<String> lastLines = watch.errorTail();
        List<String> said = new ArrayList<>(watch.standardTail());
        said.addAll(lastLines);
        End.Death death = forMemory ? End.Death.KILLED_FOR_MEMORY : death(exit, said);
        Path report = CrashReport.mayBe(exit.status()) ? crashReport(said) : null;
        return End.read(link, exit.status(), death, lastLines, report);
    }

    private @Nullable Path crashReport(List<String> said) {
        Path given = options.directory();
        Path directory = given != null ? given : Path.of("");
        return new CrashReport(child.pid(), watch.began(), directory).find(said, command.errorFile());
    }

    /** What only a running child needs. */
    private void release() {
        try (link;
                command) {
            child.input().close();
        }
    }

    private static End.Death death(Watch.Exit exit, List<String> said) {
        OptionalInt signal = exit.signal();
        if (exit.status() == STATUS_HEAP_FULL && said.stream().anyMatch(line -> line.startsWith(HEAP_FULL))) {
            return End.Death.HEAP_FULL;
        }
        return signal.isEmpty() ? End.Death.UNKNOWN : signal.getAsInt() == 0 ? End.Death.EXITED : End.Death.KILLED;
    }

    private void awaitOutput() {
        try {
            watch.awaitOutput(STRAGGLERS_MILLIS);
            relay.awaitPassed(SLOW_SINK_MILLIS);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread; the pumps and the relay go on by themselves.
        }
    }

    /** Whether this thread hands the child's lines over: it must not wait for the child's end, which waits for it. */
    boolean passesLinesHere() {
        return relay.runsHere();
    }
}
