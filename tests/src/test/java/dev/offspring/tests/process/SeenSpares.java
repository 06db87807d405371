package dev.offspring.tests.process;

import dev.offspring.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What can be seen of this process's spares from outside them: by what they have open, and by what their links say. */
final class SeenSpares {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    // As in LinkLayout, which is none of a user's.
    private static final int LINK = 0x0FF5_0002;
    private static final int STATE = 16;
    private static final int LABEL_LENGTH = 52;
    private static final int LABEL = 64;
    private static final int ARGUMENTS = 192;
    private static final int INDEPENDENT = 7;

    private static final long SIGKILL_BIT = 1L << 8;

    private static final ByteBuffer NO_LINK = ByteBuffer.allocate(0);

    private SeenSpares() {}

    /** Whether it is a spare, or a child that was one. */
    static boolean isSpare(long pid) {
        return command(pid).contains("\0dev.offspring.process.Spare\0");
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return ""; // it is gone
        }
    }

    /** Those that wait, or boot yet. */
    static Set<Long> all() {
        Set<Long> pids = new TreeSet<>();
        ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .filter(SeenSpares::isSpare)
                .forEach(pids::add);
        Processes.activeChildren().forEach(child -> pids.remove(child.pid()));
        return pids;
    }

    /**
     * Those that are nobody's yet, by what their links say: whatever starts meanwhile, there were at least so many at one moment. Those
     * that are being killed are none.
     */
    static Set<Long> unspent() {
        Set<Long> pids = new TreeSet<>();
        // All are found before one is looked at: who has become a child meanwhile does not count, and who begins
        // meanwhile is not among them.
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            ByteBuffer link = link(child.pid());
            // A process that ends loses its command before what it has open: without a link, but with a command, it
            // boots.
            if ((link.capacity() == 0 || label(link).equals("spare"))
                    && isSpare(child.pid())
                    && !isKilled(child.pid())) {
                pids.add(child.pid());
            }
        }
        return pids;
    }

    /** Waits until so many are ready; their pids. */
    static Set<Long> awaitReady(int count) throws InterruptedException {
        return awaitReady(count, "");
    }

    /** As above, for starts of JVMs whose command has this word. */
    static Set<Long> awaitReady(int count, String word) throws InterruptedException {
        return awaitReady(ProcessHandle.current(), count, word);
    }

    /** As above, of another process. */
    static Set<Long> awaitReady(ProcessHandle parent, int count, String word) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Set<Long> ready = new TreeSet<>();
            for (ProcessHandle child : parent.children().toList()) {
                if (isSpare(child.pid()) && command(child.pid()).contains(word) && isReady(child.pid())) {
                    ready.add(child.pid());
                }
            }
            if (ready.size() == count) {
                return ready;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("ready are " + ready + " of the children "
                        + parent.children().toList() + " of " + parent + ", and not " + count);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Whether it has said in its link that it waits for a target. */
    private static boolean isReady(long pid) {
        ByteBuffer link = link(pid);
        return link.capacity() > 0 && link.getInt(STATE) == INDEPENDENT;
    }

    private static String label(ByteBuffer link) {
        byte[] label = new byte[Math.clamp(link.getInt(LABEL_LENGTH), 0, ARGUMENTS - LABEL)];
        var _ = link.get(LABEL, label);
        return new String(label, StandardCharsets.UTF_8);
    }

    /** The header of the link that it has open. */
    private static ByteBuffer link(long pid) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open) {
                ByteBuffer header = Files.isRegularFile(file) ? header(file) : NO_LINK;
                if (header.capacity() == ARGUMENTS && header.getInt(0) == LINK) {
                    return header;
                }
            }
        } catch (IOException e) {
            // It is gone.
        }
        return NO_LINK;
    }

    private static ByteBuffer header(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(ARGUMENTS));
        } catch (IOException e) {
            return NO_LINK; // it is closed by now
        }
    }

    private static boolean isKilled(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("ShdPnd:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & SIGKILL_BIT) != 0);
        } catch (IOException | UncheckedIOException e) {
            return true; // it is gone
        }
    }

    /** What it has open beside its standard streams: names of files, and of pipes and sockets, which have no others. */
    static Set<String> open(long pid) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open) {
                if (Integer.parseInt(each.getFileName().toString()) > 2 && Files.isSymbolicLink(each)) {
                    names.add(Files.readSymbolicLink(each).toString());
                }
            }
        }
        return names;
    }

    /** Whether it has this file open. */
    static boolean hasOpen(long pid, Path file) throws IOException {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open) {
                if (Files.exists(each) && Files.isSameFile(each, file)) {
                    return true;
                }
            }
        }
        return false;
    }
}
