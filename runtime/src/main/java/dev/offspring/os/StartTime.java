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

    private StartTime() {}

    /** In a unit of the system's own: ticks since boot on Linux, where milliseconds would move with the wall clock. */
    public static long of(long pid) {
        if (NativeCalls.onLinux()) {
            try {
                String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                // The second field is the command in parentheses, and may hold spaces and parentheses itself.
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return Long.parseLong(fields[FIELDS_AFTER_NAME]);
            } catch (IOException | RuntimeException gone) {
                return UNKNOWN;
            }
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(UNKNOWN);
    }
}
