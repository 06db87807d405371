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
            long kilobytes = firstNumber(String.valueOf(lines.readLine())); // MemTotal:       24689652 kB
            return kilobytes == 0 ? Long.MAX_VALUE : Math.multiplyExact(kilobytes, 1024);
        } catch (IOException | ArithmeticException e) {
            return Long.MAX_VALUE; // then the size of the arena is the limit
        }
    }

    // By hand: a process that begins has no regular expression yet.
    private static long firstNumber(String line) {
        long number = 0;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (each >= '0' && each <= '9') {
                number = Math.addExact(Math.multiplyExact(number, 10), each - '0');
            } else if (number > 0) {
                return number;
            }
        }
        return number;
    }
}
