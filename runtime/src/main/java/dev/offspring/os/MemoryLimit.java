package dev.offspring.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process and its relatives may use together. */
public final class MemoryLimit {
    private MemoryLimit() {}

    /** The tightest limit of the control groups around this process, or else the physical memory. */
    public static long bytes() {
        return Math.min(physical(), ControlGroup.own().memoryLimit());
    }

    /** What the machine has; asked of the system, because the management classes cost a cold JVM 30 ms. */
    private static long physical() {
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc/meminfo"))) {
            String[] total = String.valueOf(lines.readLine()).split(" ", -1); // MemTotal:       24689652 kB
            return Long.parseLong(total[total.length - 2]) * 1024;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Long.MAX_VALUE; // then the size of the arena is the limit
        }
    }
}
