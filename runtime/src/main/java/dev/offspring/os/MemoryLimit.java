package dev.offspring.os;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
                    Path group = CGROUPS.resolve(line.substring("0::/".length())).normalize();
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

    private static long physical() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
