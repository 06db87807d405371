package dev.offspring.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, which a terminal sends to a parent and to all its children: they ignore it, and the parent decides. The first ends
 * the program as ever, in one line and with status 130; the second kills the children that are not gone yet.
 *
 * <p>A program that handles the signal itself, or ignores it, is left alone.
 */
final class Interrupts implements SignalHandler {
    /** How the JDK wraps a handler of the JVM's own. */
    private static final String JVMS_OWN = "sun.misc.Signal$SunMiscHandler";

    /** What the line gets to be printed: where nobody reads standard error, that would take for ever. */
    private static final long PRINTING_MILLIS = 200;

    private final AtomicBoolean seen = new AtomicBoolean();

    /** Known a moment after this handler is installed, when the first signal may have come already. */
    private final CompletableFuture<SignalHandler> before = new CompletableFuture<>();

    private Interrupts() {}

    static void install() {
        try {
            Signal signal = new Signal("INT");
            Interrupts interrupts = new Interrupts();
            SignalHandler before = Signal.handle(signal, interrupts);
            interrupts.before.complete(before);
            if (!isJvmsOwn(before)) {
                SignalHandler ignored = Signal.handle(signal, before);
            }
        } catch (IllegalArgumentException e) {
            // The JVM was started with -Xrs, or the system knows no such signal.
        }
    }

    private static boolean isJvmsOwn(SignalHandler handler) {
        return handler.getClass().getName().equals(JVMS_OWN);
    }

    @Override
    public void handle(Signal signal) {
        SignalHandler ends = before.join();
        if (!isJvmsOwn(ends)) {
            // It came between the two calls that have put the program's own handler back.
            if (!ends.equals(SIG_DFL) && !ends.equals(SIG_IGN)) {
                ends.handle(signal);
            }
        } else if (seen.compareAndSet(false, true)) {
            int children = Family.endedWithParent().size();
            if (children > 0) {
                say("offspring: interrupted: ending " + children + (children == 1 ? " process" : " processes")
                        + "; Ctrl-C again kills");
            }
            ends.handle(signal); // exits; returns when a thread has been started for that, or waits for ever
        } else {
            Family.killAll();
        }
    }

    /** On a thread of its own: a pipe that nobody empties must not keep the program from its end. */
    private static void say(String line) {
        try {
            Thread printer = new Thread(null, () -> System.err.println(line), "offspring-interrupted");
            printer.setDaemon(true);
            printer.start();
            printer.join(PRINTING_MILLIS);
        } catch (InterruptedException | OutOfMemoryError e) {
            // The line is for the user's information; the end comes without it.
        }
    }
}
