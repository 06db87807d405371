package dev.offspring.os;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this system and this JVM allow, tried out and told in words; a problem begins with {@code no}. */
public final class Capabilities {
    private static final String NO = "no: ";

    /** Version 1 says a very large number where there is no limit. */
    private static final long UNLIMITED = 1L << 50;

    private Capabilities() {}

    /** Memory without a file. */
    public static String memory() {
        if (!NativeAccess.isGranted()) {
            return NO + "needs native access; named files below " + temporary() + " do instead";
        }
        if (!NativeCalls.onLinux()) {
            return NO + "this is no Linux; named files below " + temporary() + " do instead";
        }
        if (!SharedFile.areDescriptorsVisible(Path.of("/proc/self"))) {
            return NO + "other processes may not look into /proc/<pid>/fd; named files below " + temporary() + " do";
        }
        try {
            NativeCalls.close(NativeCalls.memfd("doctor", 1));
            return "works";
        } catch (IOException | LinkageError refused) {
            return NO + refused.getMessage() + "; named files below " + temporary() + " do instead";
        }
    }

    /** Sleeping until another process wakes. */
    public static String futex() {
        return Futex.isAvailable() ? "works" : NO + "threads that wait look now and then, every 5 ms at last";
    }

    /** Whether the system tells how a process has ended: tried out with one that ends when it is looked at. */
    public static String exits() {
        try {
            ExitWitness.beginLate();
            Process process = new ProcessBuilder("cat").start();
            try (ExitWitness witness = ExitWitness.of(process.pid())) {
                process.getOutputStream().close();
                process.waitFor();
                if (witness.signal().isPresent()) {
                    return "works";
                }
            }
        } catch (IOException noSuchCommand) {
            // Then it is not known, and not relied upon.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NO + "halt(137) looks like SIGKILL (Linux 6.15 tells them apart, to who has native access)";
    }

    /** Locks of files, by which processes know that others live. */
    public static String fileLocks() {
        try {
            Path file = Files.createTempFile("offspring-doctor", ".lock");
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
                    FileLock lock = open.getChannel().tryLock(0, 1, false)) {
                return lock != null && lock.isValid() ? "work in " + temporary() : NO + "somebody holds a new file's";
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return NO + e + "; name a folder by -Djava.io.tmpdir=FOLDER";
        }
    }

    /** What the containers around this process allow. */
    public static String controlGroup() {
        ControlGroup group = ControlGroup.own();
        if (!group.isThere()) {
            return "none: all that the machine has";
        }
        long limit = group.memoryLimit();
        double processors = group.processors();
        return "memory " + (limit > UNLIMITED ? "without limit" : (limit >> 20) + " MiB") + ", processors "
                + (processors == 0 ? "without quota" : String.format(Locale.ROOT, "%.1f", processors))
                + (group.killedForMemory() == ControlGroup.UNKNOWN ? ", nobody counts kills for memory" : "");
    }

    private static String temporary() {
        return System.getProperty("java.io.tmpdir");
    }
}
