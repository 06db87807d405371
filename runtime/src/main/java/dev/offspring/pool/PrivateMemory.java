package dev.offspring.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process has that no other shares: the kernel's {@code RssAnon}. */
final class PrivateMemory {
    private static final String LINE = "RssAnon:";

    private PrivateMemory() {}

    /** In bytes; 0 where the system does not say. */
    static long bytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(LINE)) {
                    String kibibytes =
                            line.substring(LINE.length()).replace("kB", "").strip();
                    return Long.parseLong(kibibytes) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It has just ended, or this is another system.
        }
        return 0;
    }
}
