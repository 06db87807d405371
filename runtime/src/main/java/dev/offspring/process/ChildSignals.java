package dev.offspring.process;

import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What a child does on signals and exits: it tells its parent which it was, because status 143 alone may be a SIGTERM as
 * well as {@code System.exit(143)}.
 *
 * <p>Before its target is due nothing is told, and a signal ends it at once: nothing of the task has begun, so that the parent of a spare
 * goes on with another.
 */
final class ChildSignals {
    /** Of the child whose target is due. */
    private static @Nullable ChildLink link;

    private ChildSignals() {}

    /** From now on this process answers for a task. */
    static synchronized void childBegins(ChildLink ofChild) {
        link = ofChild;
    }

    private static synchronized @Nullable ChildLink link() {
        return link;
    }

    /** Handles those that end a process. */
    static void install() {
        handle("TERM", new Ending(Signals.TERM));
        handle("HUP", new Ending(Signals.HUP));
        handle("INT", new Ignoring()); // it reaches the whole process group; what it means is for the parent to decide
    }

    /** The hook that runs when this process ends: not needed where the result has been reported, and no reader is to be released. */
    static Thread hook(Lifeline lifeline) {
        Thread exiting = new Exiting(lifeline);
        Runtime.getRuntime().addShutdownHook(exiting);
        return exiting;
    }

    private static void handle(String signal, SignalHandler handler) {
        try {
            Signal.handle(new Signal(signal), handler);
        } catch (IllegalArgumentException e) {
            // The JVM was started with -Xrs, or keeps this signal to itself: then the status must do.
        }
    }

    /** Either the child begins and its signal is told, or it does not begin any more: no start is half served. */
    private static synchronized ChildLink linkOrHalt(int status) {
        ChildLink begun = link;
        if (begun == null) {
            Runtime.getRuntime().halt(status);
            throw new AssertionError("this process has ended");
        }
        return begun;
    }

    private static final class Ending implements SignalHandler {
        private final int number;

        Ending(int number) {
            this.number = number;
        }

        @Override
        public void handle(Signal signal) {
            int status = Signals.STATUS_BASE + number;
            linkOrHalt(status).reportSignal(number);
            System.exit(status);
        }
    }

    /** A terminal's Ctrl-C is for those who run something. */
    private static final class Ignoring implements SignalHandler {
        @Override
        public void handle(Signal signal) {}
    }

    /** Runs at every orderly end; says something only if nobody has, and lets the JVM go at once. */
    private static final class Exiting extends Thread {
        private final Lifeline lifeline;

        Exiting(Lifeline lifeline) {
            super(null, null, "offspring-exit-report", 64 * 1024);
            this.lifeline = lifeline;
        }

        @Override
        public void run() {
            ChildLink begun = link();
            if (begun != null) {
                begun.reportExit();
            }
            lifeline.release();
        }
    }
}
