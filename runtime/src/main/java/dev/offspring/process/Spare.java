package dev.offspring.process;

import dev.offspring.memory.Waiting;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
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
        ChildLink ready = new ChildLink(next(parent));
        rehearse();
        ready.report(LinkLayout.INDEPENDENT, 0);
        ready.close();
        String main = next(parent);
        probe.interrupt();
        one = true;
        Launcher.launch(Target.named(main), args);
    }

    private static String next(InputStream parent) throws IOException {
        try {
            return Boot.receiveWord(parent);
        } catch (EOFException e) {
            Runtime.getRuntime().halt(Lifeline.STATUS);
            throw e;
        }
    }

    /** What most children do first is done once, so that its classes are there and initialised. */
    private static void rehearse() throws Exception {
        Rehearsal.TARGET.join();
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), List.of("a", 1));
            try (Decoder in = Decoder.ofMessage(out.toMessage())) {
                Object ignored = in.read(Serializers.any());
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG);
            ValueLayout.JAVA_LONG.varHandle().setVolatile(memory, 0L, 1L);
            ValueLayout.JAVA_INT.varHandle().setVolatile(memory, 0L, 1);
        }
        for (String name :
                List.of("Self", "Lifeline", "Lifeline$Reader", "Lifeline$Probe", "Lineage", "ChildSignals$Exiting")) {
            Class<?> ignored = Class.forName(Spare.class.getPackageName() + "." + name);
        }
        Waiting.prepare();
    }

    /** Ends this process if its parent is gone but its standard input is not: a stranger may have inherited the other end. */
    private record Probe(long parent) implements Runnable {
        static Thread begin() {
            long parent =
                    ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
            Thread thread = new Thread(null, new Probe(parent), "offspring-spare-probe", 64 * 1024);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        @Override
        public void run() {
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(PROBE_NANOS);
                boolean there = ProcessHandle.current()
                        .parent()
                        .map(of -> of.pid() == parent)
                        .orElse(false);
                if (!there && !Thread.currentThread().isInterrupted()) {
                    Runtime.getRuntime().halt(Lifeline.STATUS);
                }
            }
        }
    }
}
