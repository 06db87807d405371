package dev.offspring.process;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What a child does on signals and exits: it tells its parent which it was, because status 143 alone may be a SIGTERM as
 * well as {@code System.exit(143)}.
 */
final class ChildSignals {
    /** Before, there is nobody to tell: a spare that ends has begun nothing. */
    private static volatile boolean childBegun;

    private ChildSignals() {}

    /** From now on this process is somebody's child, and its end is reported. */
    static void childBegins() {
        childBegun = true;
    }

    /** The hook that runs when this process ends: not needed where the result has been reported, and no reader is to be released. */
    static Thread install(ChildLink link, Lifeline lifeline) {
        handle("TERM", new Ending(link, Signals.TERM));
        handle("HUP", new Ending(link, Signals.HUP));
        ignoreInterrupts(); // it reaches the whole process group; what it means is for the parent to decide
        Thread exiting = new Exiting(link, lifeline);
        Runtime.getRuntime().addShutdownHook(exiting);
        return exiting;
    }

    /** A terminal's Ctrl-C is for those who run something. */
    static void ignoreInterrupts() {
        handle("INT", new Ignoring());
    }

    private static void handle(String signal, SignalHandler handler) {
        try {
            Signal.handle(new Signal(signal), handler);
        } catch (IllegalArgumentException e) {
            // The JVM was started with -Xrs, or keeps this signal to itself: then the status must do.
        }
    }

    private static final class Ending implements SignalHandler {
        private final ChildLink link;
        private final int number;

        Ending(ChildLink link, int number) {
            this.link = link;
            this.number = number;
        }

        @Override
        public void handle(Signal signal) {
            if (childBegun) {
                link.reportSignal(number);
            }
            System.exit(Signals.STATUS_BASE + number);
        }
    }

    private static final class Ignoring implements SignalHandler {
        @Override
        public void handle(Signal signal) {}
    }

    /** Runs at every orderly end; says something only if nobody has, and lets the JVM go at once. */
    private static final class Exiting extends Thread {
        private final ChildLink link;
        private final Lifeline lifeline;

        Exiting(ChildLink link, Lifeline lifeline) {
            super(null, null, "offspring-exit-report", 64 * 1024);
            this.link = link;
            this.lifeline = lifeline;
        }

        @Override
        public void run() {
            if (childBegun) {
                link.reportExit();
            }
            lifeline.release();
        }
    }
}
