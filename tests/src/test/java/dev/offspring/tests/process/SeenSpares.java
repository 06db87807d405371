package dev.offspring.tests.process;

import dev.offspring.process.Processes;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** What can be seen of this process's spares from outside them: by what they have open, and by what their links say. */
final class SeenSpares {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    // As in LinkLayout, which is none of a user's.
    private static final int LINK = 0x0FF5_0002;
    private static final int BEFORE_STATE = 12;
    private static final int INDEPENDENT = 7;

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

    /** Waits until so many are ready for starts of JVMs whose command has this word; their pids. */
    static Set<Long> awaitReady(int count, String word) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Set<Long> ready = new TreeSet<>();
            for (long pid : all()) {
                if (command(pid).contains(word) && isReady(pid)) {
                    ready.add(pid);
                }
            }
            if (ready.size() == count) {
                return ready;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("ready are " + ready + " of " + all() + ", and not " + count);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Whether it has said in its link that it waits for a target. */
    private static boolean isReady(long pid) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open) {
                if (Files.isRegularFile(file) && isReady(file)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // It is gone.
        }
        return false;
    }

    private static boolean isReady(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readInt() != LINK) {
                return false;
            }
            in.skipNBytes(BEFORE_STATE);
            return in.readInt() == INDEPENDENT;
        } catch (IOException e) {
            return false; // it is no link, or is closed by now
        }
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
