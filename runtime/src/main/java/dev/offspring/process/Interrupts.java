package dev.offspring.process;

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

    private final AtomicBoolean seen = new AtomicBoolean();
    private volatile SignalHandler before = SignalHandler.SIG_DFL;

    private Interrupts() {}

    static void install() {
        try {
            Signal signal = new Signal("INT");
            Interrupts interrupts = new Interrupts();
            SignalHandler before = Signal.handle(signal, interrupts);
            interrupts.before = before;
            if (!before.getClass().getName().equals(JVMS_OWN)) {
                Signal.handle(signal, before);
            }
        } catch (IllegalArgumentException e) {
            // The JVM was started with -Xrs, or the system knows no such signal.
        }
    }

    @Override
    public void handle(Signal signal) {
        if (seen.compareAndSet(false, true)) {
            int children = Family.endedWithParent().size();
            if (children > 0) {
                System.err.println("offspring: interrupted: ending " + children
                        + (children == 1 ? " process" : " processes") + "; Ctrl-C again kills");
            }
            before.handle(signal); // exits; returns when a thread has been started for that, or waits for ever
        } else {
            Family.killAll();
        }
    }
}
