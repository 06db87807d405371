package dev.offspring.process;

import dev.offspring.memory.SessionAddress;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of a JVM that has booted before anybody needs it, and waits to become somebody's child: see {@link Spares}.
 *
 * <p>It loads what every child needs, of the runtime and the JDK alone; no class of the user's before it knows its target. Then it is
 * a child as any other: it runs one target, and ends.
 */
public final class Spare {
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Classes that a start needs and that nothing else in here has used by then. */
    private static final List<String> FIRST = List.of(
            "dev.offspring.process.Launcher",
            "dev.offspring.process.Launcher$TracePrinter",
            "dev.offspring.process.CommandLine$UsageException",
            "dev.offspring.process.Self",
            "dev.offspring.process.Lifeline",
            "dev.offspring.process.Lifeline$Reader",
            "dev.offspring.process.Lifeline$Probe",
            "dev.offspring.process.Lineage",
            "dev.offspring.process.ChildSignals$Ending",
            "dev.offspring.process.ChildSignals$Exiting",
            "dev.offspring.memory.Session",
            "dev.offspring.error.SessionException",
            "dev.offspring.error.ArenaFullException",
            "java.nio.ByteBuffer",
            "java.nio.channels.ClosedByInterruptException");

    private static boolean one;

    private Spare() {}

    /** Whether this process was a spare. */
    static boolean wasOne() {
        return one;
    }

    /** The process begins here: its parent tells where to say that it is ready, and later which target it is to run. */
    public static void main(String[] args) throws Throwable {
        FileInputStream parent = new FileInputStream(FileDescriptor.in);
        ChildSignals.ignoreInterrupts();
        Thread probe = Probe.begin();
        ChildLink ready = open(next(parent));
        rehearse(parent);
        ready.report(LinkLayout.INDEPENDENT, 0);
        ready.close();
        String main = next(parent);
        probe.interrupt();
        one = true;
        Launcher.launch(Target.named(main), args);
    }

    private static ChildLink open(String path) throws IOException {
        try {
            return new ChildLink(path);
        } catch (IOException e) { // the parent has ended meanwhile
            Runtime.getRuntime().halt(Lifeline.STATUS);
            throw e;
        }
    }

    private static String next(InputStream parent) throws IOException {
        try {
            return Boot.receiveWord(parent);
        } catch (EOFException e) {
            Runtime.getRuntime().halt(Lifeline.STATUS);
            throw e;
        }
    }

    /**
     * What every child does first is done once, so that its classes are there and initialised. Not what only some do: a {@code Kryo}
     * object and the first wait would cost a spare 20 MiB.
     */
    private static void rehearse(FileInputStream parent) throws Exception {
        Rehearsal.TARGET.join();
        ProcessInfo nobody = new ProcessInfo(0, "", false, false, 1);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new Boot("", SessionAddress.NONE.text(), nobody, nobody, "", false).send(told);
        Boot boot = Boot.receive(new ByteArrayInputStream(told.toByteArray()));
        var _ = SessionAddress.parse(boot.session());
        InputStream.nullInputStream().close();
        parent.getChannel();
        Thread hook = new Thread("offspring-nothing");
        Runtime.getRuntime().addShutdownHook(hook);
        var _ = Runtime.getRuntime().removeShutdownHook(hook);
        try (Encoder out = new Encoder()) {
            out.writeInt(1);
            try (Decoder in = Decoder.ofMessage(out.toMessage())) {
                int one = in.readInt();
                out.writeInt(one);
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG);
            ValueLayout.JAVA_LONG.varHandle().setVolatile(memory, 0L, 1L);
            ValueLayout.JAVA_INT.varHandle().setVolatile(memory, 0L, 1);
        }
        for (String name : FIRST) {
            Class<?> ignored = Class.forName(name);
        }
    }

    /** Ends this process if its parent is gone but its standard input is not: a stranger may have inherited the other end. */
    private record Probe(long parent) implements Runnable {
        static Thread begin() {
            Thread thread = new Thread(null, new Probe(parentPid()), "offspring-spare-probe", 64 * 1024);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        // No lambda: the first one costs a JVM a megabyte.
        private static long parentPid() {
            Optional<ProcessHandle> parent = ProcessHandle.current().parent();
            return parent.isPresent() ? parent.get().pid() : 0;
        }

        @Override
        public void run() {
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(PROBE_NANOS);
                if (parentPid() != parent && !Thread.currentThread().isInterrupted()) {
                    Runtime.getRuntime().halt(Lifeline.STATUS);
                }
            }
        }
    }
}
