package dev.offspring.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file that a JVM writes when it crashes: {@code hs_err_pid4711.log}. */
final class CrashReport {
    /** {@code #  SIGSEGV (0xb) at pc=0x…}, or {@code #  Internal Error (…)}. */
    private static final Pattern PROBLEM = Pattern.compile("#\\s+(SIG[A-Z]+|Internal Error|Out of Memory Error).*");

    private static final int HEADER_LINES = 20;

    private CrashReport() {}

    /**
     * The report of this process, if the status is that of a crash and there is one since {@code started}: in its working
     * directory, or where a JVM writes it that may not write there.
     */
    static @Nullable Path find(long pid, Instant started, int status, Path directory) {
        if (status != Signals.STATUS_BASE + Signals.ABRT && status != 1) {
            return null;
        }
        String name = "hs_err_pid" + pid + ".log";
        for (Path folder :
                new Path[] {directory, Path.of(System.getProperty("java.io.tmpdir", "/tmp")), Path.of("/tmp")}) {
            Path report = folder.resolve(name).toAbsolutePath();
            try {
                if (!Files.getLastModifiedTime(report)
                        .toInstant()
                        .plusSeconds(2)
                        .isBefore(started)) {
                    return report;
                }
            } catch (IOException e) {
                // Not there.
            }
        }
        return null;
    }

    /** What happened: {@code SIGSEGV}. */
    static String problem(Path report) {
        try (BufferedReader lines = Files.newBufferedReader(report, StandardCharsets.ISO_8859_1)) {
            for (int i = 0; i < HEADER_LINES; i++) {
                String line = lines.readLine();
                Matcher matcher = PROBLEM.matcher(line == null ? "" : line);
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
        } catch (IOException e) {
            // Then the signal must do.
        }
        return "SIGABRT";
    }
}
