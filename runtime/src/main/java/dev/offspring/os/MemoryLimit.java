package dev.offspring.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process and its relatives may use together. */
public final class MemoryLimit {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private MemoryLimit() {}

    /** The tightest {@code memory.max} of the control groups around this process, or else the physical memory. */
    public static long bytes() {
        long limit = physical();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                // Version 2 is the line "0::/a/b"; in a container the path may be relative to a root we do not see.
                if (line.startsWith("0::")) {
                    Path group =
                            CGROUPS.resolve(line.substring("0::/".length())).normalize();
                    for (Path at = group; at != null && at.startsWith(CGROUPS); at = at.getParent()) {
                        limit = Math.min(limit, read(at.resolve("memory.max")));
                    }
                }
            }
        } catch (IOException | RuntimeException noControlGroups) {
            // Another system, or a closed /proc: the physical memory is what is left.
        }
        limit = Math.min(limit, read(CGROUPS.resolve("memory.max")));
        return Math.min(limit, read(CGROUPS.resolve("memory/memory.limit_in_bytes")));
    }

    private static long read(Path file) {
        try {
            return Long.parseLong(Files.readString(file).trim());
        } catch (IOException | NumberFormatException absentOrMax) {
            return Long.MAX_VALUE;
        }
    }

    /** What the machine has; asked of the system, because the management classes cost a cold JVM 30 ms. */
    private static long physical() {
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc/meminfo"))) {
            String total = String.valueOf(lines.readLine()).replaceAll("[^0-9]", "");
            return total.isEmpty() ? Long.MAX_VALUE : Long.parseLong(total) * 1024;
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE; // then the size of the arena is the limit
        }
    }
}
