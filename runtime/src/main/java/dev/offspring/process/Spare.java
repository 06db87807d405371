package dev.offspring.process;

import dev.offspring.memory.SessionAddress;
import dev.offspring.os.SharedFile;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The main class of a JVM that has booted before anybody needs it, and waits to become somebody's child: see {@link Spares}.
 *
 * <p>It loads what every child needs, and of the program the {@linkplain FirstClasses first classes} of the last start, but initialises
 * none of the program's before it knows its target. Then it is a child as any other: it runs one target, and ends.
 */
public final class Spare {
    /** Classes that a start needs and that nothing else in here has used by then. */
    private static final List<String> FIRST = List.of(
            "dev.offspring.process.Launcher$TracePrinter",
            "dev.offspring.process.CommandLine$UsageException",
            "dev.offspring.process.Self",
            "dev.offspring.process.Lifeline$Reader",
            "dev.offspring.process.Lifeline$Probe",
            "dev.offspring.process.Lineage",
            "dev.offspring.memory.Session",
            "dev.offspring.error.SessionException",
            "dev.offspring.error.ArenaFullException",
            "java.lang.foreign.ValueLayout",
            "java.nio.ByteBuffer",
            "java.nio.channels.ClosedByInterruptException");

    /** What a spare exits with that would load other classes than its parent has: the parent's are older. */
    static final int STATUS_STRANGERS = 88;

    private static final String NOWHERE = "offspring/nowhere";
    private static final String NO_LINK = "";

    private Spare() {}

    /**
     * What a spare is told first, in a line each.
     *
     * @param link the file that will be its link
     * @param rehearsal the launcher main of the target that it rehearses
     * @param classes that it loads, and does not initialise
     */
    record Briefing(String link, String rehearsal, List<String> classes) {
        static Briefing of(String word) {
            List<String> lines = new ArrayList<>();
            int begin = 0;
            for (int end = word.indexOf('\n'); end >= 0; end = word.indexOf('\n', begin)) {
                lines.add(word.substring(begin, end));
                begin = end + 1;
            }
            return new Briefing(lines.get(0), lines.get(1), lines.subList(2, lines.size()));
        }

        String word() {
            StringBuilder word = new StringBuilder();
            word.append(link).append('\n').append(rehearsal).append('\n');
            for (String name : classes) {
                word.append(name).append('\n');
            }
            return word.toString();
        }
    }

    /** The process begins here: its parent tells where its link is, and later which target it is to run. */
    public static void main(String[] args) throws Throwable {
        FileChannel channel = new FileInputStream(FileDescriptor.in).getChannel();
        InputStream parent = Channels.newInputStream(channel); // which the lifeline reads later
        ChildSignals.install();
        Lifeline.Watchers watchers = new Lifeline.Watchers();
        Briefing first = Briefing.of(next(parent, NO_LINK));
        ChildLink link = open(first.link());
        rehearse(link);
        Target.named(first.rehearsal()).rehearse(first.link());
        if (!haveLoaded(first.classes())) {
            Runtime.getRuntime().halt(STATUS_STRANGERS);
        }
        Lifeline lifeline = watchers.lifeline();
        Thread exiting = Launcher.prepare(lifeline);
        link.report(LinkLayout.INDEPENDENT, 0);
        Boot boot = Boot.of(next(parent, first.link()));
        link.read();
        Launcher.adopt(boot);
        String main =
                next(parent, first.link()); // it comes when the parent has seen that the class path is what it was
        watchers.watch(channel, Thread.currentThread(), boot, link);
        Launcher.run(Target.named(main), boot, link, lifeline, exiting, true);
    }

    /** Whether these classes are loaded, and no others but those that they extend, of which the parent would know nothing. */
    private static boolean haveLoaded(List<String> classes) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (classes.isEmpty()) {
            // That opens all jars, which is most of what the first class of one takes; and loads nothing.
            var _ = loader.getResource(NOWHERE);
        }
        List<Class<?>> loaded = new ArrayList<>();
        try {
            for (String name : classes) {
                loaded.add(Class.forName(name, false, loader));
            }
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
        return FirstClasses.areAll(loaded, classes);
    }

    private static ChildLink open(String path) throws IOException {
        try {
            return new ChildLink(path);
        } catch (IOException e) { // the parent has ended meanwhile
            Runtime.getRuntime().halt(Lifeline.STATUS);
            throw e;
        }
    }

    /** Ends as a child does whose parent has ended: with what that has left, if it was killed, where this link is. */
    private static String next(InputStream parent, String link) throws IOException {
        try {
            return Boot.receiveWord(parent);
        } catch (EOFException e) {
            try {
                SharedFile.deleteAfter(link);
            } finally {
                Runtime.getRuntime().halt(Lifeline.STATUS);
            }
            throw e;
        }
    }

    /**
     * What every child does first is done once, so that its classes are there and initialised. Not what only some do: a {@code Kryo}
     * object and the first wait would cost a spare 20 MiB.
     */
    private static void rehearse(ChildLink link) throws Throwable {
        Launcher.rehearse(link);
        ProcessInfo nobody = new ProcessInfo(0, "", false, false, 1);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new Boot("", SessionAddress.NONE.text(), nobody, nobody, "", false).send(told);
        var _ = Boot.receive(new ByteArrayInputStream(told.toByteArray()));
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
        // No further: for the first VarHandle the JVM generates classes, and compiles what generates them; that is 7
        // MiB.
        var _ = MemorySegment.ofArray(new byte[Long.BYTES]);
        for (String name : FIRST) {
            Class<?> ignored = Class.forName(name);
        }
    }
}
