package dev.offspring.process;

import dev.offspring.error.StartException;
import dev.offspring.os.ControlGroup;
import dev.offspring.os.ExitWitness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Watches one process from its beginning, whosever it is by then: reads what it says, and sees how it ends.
 *
 * <pre>
 * process's stdout, stderr ─► pumps ──────► takers ┐
 *                                                  ├ of the heir, once there is one
 * process's exit ─► watching thread ─► Exit ───────┘
 * </pre>
 *
 * <p>A spare is watched before anybody knows which child it will be: its threads are there when a start needs them, for to make three
 * takes longer than to wake a process. What it says until then waits.
 */
final class Watch {
    private static final long STACK_BYTES = 128 * 1024;

    private final Process process;
    private final Instant began = Instant.now();
    private final CompletableFuture<Heir> heir = new CompletableFuture<>();
    private final @Nullable OutputPump standard;
    private final @Nullable OutputPump errors;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final List<Thread> pumps = new ArrayList<>();
    private final Thread thread;

    private volatile boolean begun;
    private volatile long killsBefore = ControlGroup.UNKNOWN;
    private boolean told;

    /** Told of the end before the heir is. */
    private @Nullable Heir beforeHeir;

    /**
     * What was seen of a process's end.
     *
     * @param status as Java reports it: 128 + n for death by signal n
     * @param signal that killed it, 0 if none did; empty if that cannot be known
     * @param killsBefore what the counter of kills for memory was when it began
     * @param problem why no more is known than the status, if so
     */
    record Exit(
            int status,
            OptionalInt signal,
            long killsBefore,
            @Nullable Throwable problem) {
        /** Whether it was SIGKILL, as far as that can be told. */
        boolean isByKill() {
            return status == Signals.STATUS_BASE + Signals.KILL && signal.orElse(Signals.KILL) != 0;
        }
    }

    /** Whose the process is. */
    interface Heir {
        void ended(Exit exit);
    }

    /** {@code output} says whether and in which character set there is something to read. */
    Watch(Process process, String name, Output output) {
        this.process = process;
        this.thread = new Thread(null, this::run, "offspring-" + name, STACK_BYTES);
        if (output.isRead()) {
            this.standard = new OutputPump(process.getInputStream(), output.charset());
            this.errors = new OutputPump(process.getErrorStream(), output.charset());
            addPump(standard, "-out");
            addPump(errors, "-err");
        } else {
            this.standard = null;
            this.errors = null;
        }
    }

    private void addPump(OutputPump pump, String suffix) {
        Thread reader = new Thread(null, pump, thread.getName() + suffix, STACK_BYTES);
        reader.setDaemon(true);
        pumps.add(reader);
    }

    Process process() {
        return process;
    }

    /** When its process had just begun. */
    Instant began() {
        return began;
    }

    /** Watches a process that has no heir yet; {@code first} is told of its end before the heir is. It keeps no JVM alive. */
    void beginWithoutHeir(Heir first) {
        beforeHeir = first;
        begin(false);
    }

    /**
     * It is to be this child's: its threads, which may run code of the program's, have the caller's class loader and the child's name.
     * Before anybody is given what they read.
     */
    void prepareFor(String name) {
        String old = thread.getName();
        adopt(thread, "offspring-" + name);
        for (Thread pump : pumps) {
            adopt(pump, "offspring-" + name + pump.getName().substring(old.length()));
        }
    }

    private static void adopt(Thread thread, String name) {
        thread.setName(name);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    }

    /** From now on it is {@code child}'s. {@code keepsJvmAlive}: as a non-daemon thread does, for as long as the process lives. */
    void handTo(Heir child, boolean keepsJvmAlive) {
        if (!begun) {
            begin(keepsJvmAlive);
        } else if (keepsJvmAlive) {
            keepJvmAlive();
        }
        var _ = heir.complete(child);
    }

    /** It had begun before there were so many kills for memory. */
    void beganBefore(long kills) {
        if (kills != ControlGroup.UNKNOWN && process.isAlive()) {
            killsBefore = kills;
        }
    }

    /** It is nobody's; {@code then} runs when it has ended. */
    void leave(Runnable then) {
        for (OutputPump pump : read()) {
            pump.passTo(OutputPump.NOBODY);
        }
        var _ = heir.complete(exit -> then.run());
    }

    private void begin(boolean keepsJvmAlive) {
        begun = true;
        thread.setDaemon(!keepsJvmAlive);
        for (Thread pump : pumps) {
            start(pump);
        }
        start(thread);
    }

    /** A thread that watches a spare is a daemon, and cannot become another kind. */
    private void keepJvmAlive() {
        Thread keeper = new Thread(null, over::join, thread.getName() + "-keeps-alive", STACK_BYTES);
        keeper.setDaemon(false);
        start(keeper);
    }

    private static void start(Thread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw new StartException(
                    "there are no threads left that could look after it (" + e.getMessage()
                            + "): check the limits on processes and threads (ulimit -u) and on memory",
                    e);
        }
    }

    /** Where its lines go. */
    void passTo(OutputPump.Taker out, OutputPump.Taker err) {
        if (standard != null && errors != null) {
            standard.passTo(out);
            errors.passTo(err);
        }
    }

    /** The last lines that it said there. */
    List<String> standardTail() {
        return tail(standard);
    }

    /** As above, of its standard error. */
    List<String> errorTail() {
        return tail(errors);
    }

    private static List<String> tail(@Nullable OutputPump pump) {
        return pump == null ? List.of() : pump.tail();
    }

    private List<OutputPump> read() {
        return standard == null || errors == null ? List.of() : List.of(standard, errors);
    }

    /** Waits until all that it has said has been read, for each stream so long at the most. */
    void awaitOutput(long millis) throws InterruptedException {
        for (OutputPump pump : read()) {
            pump.awaitEnd(millis);
        }
    }

    /** Whatever happens here, the end is told: who waits for it does not wait for ever. */
    private void run() {
        try {
            watch();
        } catch (RuntimeException | Error e) {
            if (told) {
                throw e;
            }
            tell(new Exit(awaitExit(), OptionalInt.empty(), ControlGroup.UNKNOWN, e));
        } finally {
            var _ = over.complete(null);
        }
    }

    private void watch() {
        try (ExitWitness witness = ExitWitness.of(process.pid())) {
            killsBefore = KillsForMemory.OWN.count();
            int status = awaitExit();
            // As Java reports it, only a greater one may mean a signal; and to ask for it takes a twentieth of a warm
            // start.
            OptionalInt signal = status > Signals.STATUS_BASE ? witness.signal() : OptionalInt.of(0);
            tell(new Exit(status, signal, killsBefore, null));
        }
    }

    private void tell(Exit exit) {
        try {
            if (beforeHeir != null) {
                beforeHeir.ended(exit);
            }
        } finally {
            Heir last = heir.join();
            told = true;
            last.ended(exit);
        }
    }

    private int awaitExit() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread; a process must be waited for all the same.
            }
        }
    }
}
