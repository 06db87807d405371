package dev.offspring.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The control groups that this process lives in, of version 2 or 1, as the system's files show them. What is not there is no
 * limit.
 */
public final class ControlGroup {
    /** Nobody counts. */
    public static final long UNKNOWN = -1;

    private static final String MEMORY = "memory", CPU = "cpu";

    private final Path root;

    /** As the files below {@code root} show them, which is {@code /} but for tests. */
    public ControlGroup(Path root) {
        this.root = root;
    }

    /** Those of this process. */
    public static ControlGroup own() {
        return new ControlGroup(Path.of("/"));
    }

    /** The tightest limit in bytes of a group around this process; {@code Long.MAX_VALUE} for none. */
    public long memoryLimit() {
        long limit = Long.MAX_VALUE;
        for (Path group : around(MEMORY)) {
            limit = Math.min(limit, number(group.resolve("memory.max"), Long.MAX_VALUE));
            limit = Math.min(limit, number(group.resolve("memory.limit_in_bytes"), Long.MAX_VALUE));
        }
        return limit;
    }

    /** How many of its processes the kernel has killed for memory so far; {@link #UNKNOWN} if nobody counts. */
    public long killedForMemory() {
        for (Path group : around(MEMORY)) {
            for (String file : List.of("memory.events", "memory.oom_control")) {
                for (String line : lines(group.resolve(file))) {
                    if (line.startsWith("oom_kill ")) {
                        return number(line.substring("oom_kill ".length()), UNKNOWN);
                    }
                }
            }
        }
        return UNKNOWN;
    }

    /** How many processors' time it may use, by quota; 0 for no quota. */
    public double processors() {
        double least = 0;
        for (Path group : around(CPU)) {
            String[] words = String.join("", lines(group.resolve("cpu.max"))).split(" ", -1);
            double quota = words.length == 2
                    ? (double) number(words[0], 0) / number(words[1], 1)
                    : (double) Math.max(0, number(group.resolve("cpu.cfs_quota_us"), 0))
                            / number(group.resolve("cpu.cfs_period_us"), 1);
            least = least == 0 || (quota > 0 && quota < least) ? quota : least;
        }
        return least;
    }

    /** Whether there is any for memory. */
    public boolean isThere() {
        return !around(MEMORY).isEmpty();
    }

    /** The groups, innermost first, that have a say in this. */
    private List<Path> around(String controller) {
        List<Path> groups = new ArrayList<>();
        Path mounts = root.resolve("sys/fs/cgroup");
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                add(mounts, parts[2], groups);
                add(mounts.resolve("unified"), parts[2], groups);
            } else if (Arrays.asList(parts[1].split(",", -1)).contains(controller)) {
                add(mounts.resolve(parts[1]), parts[2], groups);
                add(mounts.resolve(controller), parts[2], groups);
            }
        }
        return groups;
    }

    /** In a container the path may be that of the host, which is not to be seen: the mount's root is the group then. */
    private static void add(Path mount, String path, List<Path> groups) {
        Path group = mount.resolve(path.substring(Math.min(1, path.length()))).normalize();
        Path innermost = group.startsWith(mount) ? group : mount;
        for (Path at = innermost; at != null && at.startsWith(mount); at = at.getParent()) {
            if (Files.isDirectory(at) && !groups.contains(at)) {
                groups.add(at);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | RuntimeException absent) {
            return List.of(); // another system, a closed /proc, or a file that this version does not have
        }
    }

    private static long number(Path file, long otherwise) {
        return number(String.join("", lines(file)), otherwise);
    }

    private static long number(String text, long otherwise) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException max) {
            return otherwise;
        }
    }
}
