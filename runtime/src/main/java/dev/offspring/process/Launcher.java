package dev.offspring.process;

import dev.offspring.error.TransferException;
import dev.offspring.memory.Session;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Throwables;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every launcher main does: as a child, run the target for the parent; by hand, run it as a program of its own.
 *
 * <p>For generated code alone. All that stands between a JVM's boot and the target's first line is in here: no lambda, no
 * {@code Kryo} object, no mapping, no native call.
 */
public final class Launcher {
    private static final int STATUS_USAGE = 2;

    private Launcher() {}

    /** Runs {@code target}; returns when it returned. */
    public static void launch(Target<?> target, String[] words) throws Throwable {
        if (System.getProperty(ChildCommand.CHILD) == null) {
            runByHand(target, words);
        } else {
            runAsChild(target);
        }
    }

    private static void runAsChild(Target<?> target) throws Throwable {
        ChildSignals.install();
        FileInputStream parent = new FileInputStream(FileDescriptor.in);
        Boot boot = receive(parent);
        ChildLink link = open(boot);
        Lifeline lifeline = Lifeline.watch(parent.getChannel(), Thread.currentThread(), boot, link);
        Thread exiting = prepare(lifeline);
        adopt(boot);
        run(target, boot, link, lifeline, exiting, boot.keep());
    }

    /** All that can be done before this process knows which child it is; the hook that runs when it ends. */
    static Thread prepare(Lifeline lifeline) {
        System.setIn(InputStream.nullInputStream());
        return ChildSignals.hook(lifeline);
    }

    /** This process is that child now. */
    static void adopt(Boot boot) {
        Self.adopt(boot);
        Session.adopt(boot.session());
    }

    /** In a child that is itself and watches its parent; {@code awaited} says that its parent waits for that. */
    static <R extends @Nullable Object> void run(
            Target<R> target, Boot boot, ChildLink link, Lifeline lifeline, Thread exiting, boolean awaited)
            throws Throwable {
        ChildSignals.childBegins(link);
        checkFingerprint(target, link);
        if (boot.keep()) {
            Session.current().keep();
        }
        if (awaited) {
            link.report(LinkLayout.INDEPENDENT, 0);
        }
        Thread.currentThread().setUncaughtExceptionHandler(new TracePrinter(boot.self()));
        List<AutoCloseable> ends = new ArrayList<>();
        try {
            R result = run(target, link, ends);
            link.report(LinkLayout.RETURNED, 0, encoded(target, result));
        } catch (Throwable thrown) {
            reportThrown(link, thrown);
            throw thrown; // so that the JVM ends with status 1, after the user's other threads
        } finally {
            for (AutoCloseable end : ends) {
                end.close(); // what has moved on is not touched
            }
        }
        if (isLastThread()) {
            // The JVM ends now, unless a daemon thread starts another kind just here: it does not need to start a
            // thread to be told so.
            try {
                var _ = Runtime.getRuntime().removeShutdownHook(exiting);
            } catch (IllegalStateException e) {
                // It ends already: somebody has exited.
            }
            lifeline.release();
        }
    }

    /** Whether no other thread keeps the JVM alive. */
    private static boolean isLastThread() {
        Thread self = Thread.currentThread();
        ThreadGroup all = self.getThreadGroup();
        for (ThreadGroup above = all; above != null; above = above.getParent()) {
            all = above;
        }
        Thread[] threads = new Thread[all.activeCount() + 1];
        int count = all.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].isDaemon() && threads[i] != self) {
                return false;
            }
        }
        return count < threads.length;
    }

    private static Boot receive(InputStream parent) throws IOException {
        try {
            return Boot.receive(parent);
        } catch (EOFException e) {
            Runtime.getRuntime().halt(Lifeline.STATUS);
            throw e;
        }
    }

    private static ChildLink open(Boot boot) throws IOException {
        try {
            return new ChildLink(boot.link());
        } catch (EOFException e) {
            if (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L)
                    == boot.parent().pid()) {
                System.err.println("offspring: the parent lives, but its file "
                        .concat(boot.link())
                        .concat(" cannot be seen from here: start the parent with -Doffspring.file=true"));
                Runtime.getRuntime().halt(STATUS_USAGE);
            }
            Runtime.getRuntime().halt(Lifeline.STATUS);
            throw e;
        }
    }

    private static <R extends @Nullable Object> R run(Target<R> target, ChildLink link, List<AutoCloseable> ends)
            throws Throwable {
        target.join();
        @Nullable Object[] arguments;
        try (Decoder in = Decoder.ofMessage(link.arguments())) {
            arguments = target.decode(in);
            ends.addAll(in.received());
        }
        // The owner's static initialiser runs here, where it can start no process: see Family.checkMayStart.
        Class.forName(target.owner(), true, target.getClass().getClassLoader());
        link.report(LinkLayout.RUNNING, 0);
        Self.targetBegins();
        return target.invoke(arguments);
    }

    /** Does all of it but what others would see, for an empty target. */
    static void rehearse(ChildLink link) throws Throwable {
        checkFingerprint(Rehearsal.TARGET, link);
        List<AutoCloseable> ends = new ArrayList<>();
        var _ = run(Rehearsal.TARGET, link, ends);
        byte[] result = encoded(Rehearsal.TARGET, null);
        link.report(LinkLayout.RETURNED, 0, result);
        boolean ignored = isLastThread();
        link.read();
    }

    private static void checkFingerprint(Target<?> target, ChildLink link) {
        if (link.fingerprint() == target.fingerprint()) {
            return;
        }
        try (Encoder out = new Encoder()) {
            String[] shape = target.shape();
            out.writeInt(shape.length);
            for (String line : shape) {
                out.writeString(line);
            }
            link.report(LinkLayout.MISMATCH, 0, out.toBytes());
        }
        System.exit(STATUS_USAGE);
    }

    private static <R extends @Nullable Object> byte[] encoded(Target<R> target, R result) {
        try (Encoder out = new Encoder()) {
            target.encodeResult(out, result);
            byte[] message = out.toMessage();
            out.handOver();
            out.sent();
            return message;
        } catch (TransferException e) {
            throw new TransferException(
                    "the result of "
                            .concat(target.simpleName())
                            .concat(" cannot travel: ")
                            .concat(e.getMessage()),
                    e);
        }
    }

    private static void reportThrown(ChildLink link, Throwable thrown) {
        int detail = thrown instanceof OutOfMemoryError ? LinkLayout.OUT_OF_MEMORY : 0;
        try (Encoder out = new Encoder()) {
            Throwables.write(out, thrown);
            link.report(LinkLayout.THREW, detail, out.toBytes());
        } catch (OutOfMemoryError | RuntimeException e) {
            link.report(LinkLayout.THREW, detail); // that it threw is known, if not what
        }
    }

    private static void runByHand(Target<?> target, String[] words) throws Throwable {
        String usage = target.usage();
        if (usage == null) {
            exit(target.simpleName() + " cannot be run by hand: it takes what no command line can say", target, "");
            return;
        }
        @Nullable Object[] arguments;
        try {
            CommandLine line = new CommandLine(words);
            arguments = target.parse(line);
            line.end();
        } catch (CommandLine.UsageException e) {
            exit(e.getMessage(), target, usage);
            return;
        }
        target.join();
        Object result = target.invoke(arguments);
        if (result != null) {
            System.out.println(Calls.describeResult(result));
        }
    }

    private static void exit(@Nullable String problem, Target<?> target, String usage) {
        System.err.println(target.simpleName() + ": " + problem);
        System.err.println(("usage: java -cp … " + target.getClass().getName() + " " + usage).stripTrailing());
        System.exit(STATUS_USAGE);
    }

    /** Prints what the target threw, headed by the process's name, as CPython does. */
    private record TracePrinter(ProcessInfo self) implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            System.err.println("Process ".concat(self.name()).concat(":"));
            thrown.printStackTrace();
        }
    }
}
