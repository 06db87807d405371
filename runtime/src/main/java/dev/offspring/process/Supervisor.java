package dev.offspring.process;

import dev.offspring.os.ExitWitness;
import java.io.IOException;
import java.nio.charset.Charset;
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
 * child's stdout ─► pump ─► System.out          child's exit ─► supervisor ─► End ─► ChildProcess
 * child's stderr ─► pump ─► System.err, tail                       link ──────┘
 * </pre>
 */
final class Supervisor {
    /** How long output may lag behind the exit. Longer is a stranger that inherited the pipe. */
    private static final long STRAGGLERS_MILLIS = 1_000;

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
    private @Nullable OutputPump standard;
    private @Nullable OutputPump errors;

    Supervisor(ChildProcess<?> child, Process process, ParentLink link, ChildCommand command, ChildOptions options) {
        this.child = child;
        this.process = process;
        this.link = link;
        this.command = command;
        Path given = options.directory();
        this.directory = given != null ? given : Path.of("");
        pump(options.output());
    }

    /** {@code keepsJvmAlive}: as a non-daemon thread does. */
    void start(boolean keepsJvmAlive) {
        pumps.forEach(Thread::start);
        Thread thread = new Thread(null, this::run, "offspring-" + child.name(), STACK_BYTES);
        thread.setDaemon(!keepsJvmAlive);
        thread.start();
    }

    // Streams that are redirected elsewhere are at their end at once.
    private void pump(Output output) {
        switch (output.kind()) {
            case AUTO -> pump(output, OutputPump.to(System.out), OutputPump.to(System.err));
            case LINES -> pump(output, OutputPump.to(output.consumer()), OutputPump.to(output.consumer()));
            case FILE -> pump(output, OutputPump.appendingTo(output.path()), OutputPump.appendingTo(output.path()));
            case INHERIT, DISCARD -> {}
        }
    }

    private void pump(Output output, OutputPump.Sink out, OutputPump.Sink err) {
        byte[] prefix = output.isPrefixed()
                ? ("[" + child.name() + "] ").getBytes(Charset.defaultCharset())
                : OutputPump.NO_PREFIX;
        standard = new OutputPump(process.getInputStream(), out, prefix);
        addPump("out", standard);
        errors = new OutputPump(process.getErrorStream(), err, prefix);
        addPump("err", errors);
    }

    private void addPump(String stream, OutputPump pump) {
        Thread thread = new Thread(null, pump, "offspring-" + child.name() + "-" + stream, STACK_BYTES);
        thread.setDaemon(true);
        pumps.add(thread);
    }

    private void run() {
        int status;
        OptionalInt signal;
        KillsForMemory.OWN.begin();
        try (ExitWitness witness = ExitWitness.of(process.pid())) {
            status = awaitExit();
            signal = witness.signal();
        }
        boolean forMemory = isKilled(status, signal) && KillsForMemory.OWN.isOneMore();
        for (Thread pump : pumps) {
            awaitEnd(pump);
        }
        List<String> said = new ArrayList<>(tail(standard));
        said.addAll(tail(errors));
        End.Death death = forMemory ? End.Death.KILLED_FOR_MEMORY : death(status, signal, said);
        Path report = new CrashReport(process.pid(), started, directory).find(status, said, command.errorFile());
        End end = End.read(link, status, death, tail(errors), report);
        link.close();
        command.close();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is broken, since nobody reads it any more: that is its end as well.
        }
        child.ended(end);
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

    private static void awaitEnd(Thread pump) {
        try {
            pump.join(STRAGGLERS_MILLIS);
        } catch (InterruptedException e) {
            // As above: the pump goes on by itself.
        }
    }
}
