package dev.offspring.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When a process began: with its pid, its identity, for pids are used again. */
public final class StartTime {
    /** No such process, or not ours to see. */
    public static final long UNKNOWN = 0;

    private static final int FIELDS_AFTER_NAME = 19;
    private static final String ENDED = "ZX";

    private StartTime() {}

    /** As {@link #of}, but {@link #UNKNOWN} too for a process that has ended and whose parent has not yet asked how. */
    public static long ofLiving(long pid) {
        if (!NativeCalls.onLinux()) {
            return of(pid);
        }
        try {
            String[] fields = fieldsAfterName(pid);
            return ENDED.contains(fields[0]) ? UNKNOWN : Long.parseLong(fields[FIELDS_AFTER_NAME]);
        } catch (IOException | RuntimeException gone) {
            return UNKNOWN;
        }
    }

    /** In a unit of the system's own: ticks since boot on Linux, where milliseconds would move with the wall clock. */
    public static long of(long pid) {
        if (NativeCalls.onLinux()) {
            try {
                return Long.parseLong(fieldsAfterName(pid)[FIELDS_AFTER_NAME]);
            } catch (IOException | RuntimeException gone) {
                return UNKNOWN;
            }
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(UNKNOWN);
    }

    private static String[] fieldsAfterName(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The second field is the command in parentheses, and may hold spaces and parentheses itself.
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }
}
