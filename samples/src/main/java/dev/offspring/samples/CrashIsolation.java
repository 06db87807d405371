package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.ChildDiedException;
import dev.offspring.process.Output;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segmentation fault, which no {@code catch} catches: the process that runs the native code dies of it, and its parent
 * reports it and goes on.
 *
 * <p>Python: {@code ctypes.string_at(0)} in a {@code Process}, whose {@code exitcode} is −11. A JVM dies of its own hand,
 * by SIGABRT, after it has written a report; what hit it is in {@link ChildDiedException#reason()}. The child is
 * {@code isolated()}: it shares memory with its parent alone, and with that its argument and its result alone.
 */
public final class CrashIsolation {
    private CrashIsolation() {}

    /** Stands for a codec in C that reads a null pointer when its input is broken. */
    @ProcessTarget
    @SuppressWarnings("restricted")
    static String decode(String file) {
        if (file.startsWith("broken")) {
            return Long.toString(
                    MemorySegment.ofAddress(0).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, 0));
        }
        return "decoded " + file;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path reports = Files.createTempDirectory("crash-isolation");
        for (String file : List.of("first.png", "broken.png", "last.png")) {
            try (var child = CrashIsolationTargets.decode(file)
                    .process()
                    .isolated()
                    .directory(reports)
                    .output(Output.lines(line -> {})) // what the JVM says when it crashes is in the report, too
                    .start()) {
                System.out.println(child.result());
            } catch (ChildDiedException died) {
                System.out.println(file + ": " + died.process() + " died, " + died.reason());
                died.crashReport().ifPresent(report -> System.out.println(firstLineOf(Path.of(report))));
            }
        }
        delete(reports);
    }

    /** {@code #  SIGSEGV (0xb) at pc=…, pid=4711, tid=4712}. */
    private static @Nullable String firstLineOf(Path report) {
        try (var lines = Files.lines(report)) {
            return lines.filter(line -> line.contains("pc="))
                    .map(line -> "the report begins: " + line.replaceAll(" at .*", ""))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
