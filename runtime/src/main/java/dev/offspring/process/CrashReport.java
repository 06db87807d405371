package dev.offspring.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file that a JVM writes when it crashes: {@code hs_err_pid4711.log}, or what its options say. */
final class CrashReport {
    /** {@code #  SIGSEGV (0xb) at pc=0x…}, or {@code #  Internal Error (…)}. */
    private static final String PROBLEM = "#\\s+(SIG[A-Z]+|Internal Error|Out of Memory Error).*";

    /** What a JVM says before it says the file's name, in a line of its own. */
    private static final String SAVED = "# An error report file with more information is saved as:";

    /** What a JVM begins with, after an empty line of the same kind, when it crashes: two dozen lines that are in the report. */
    private static final String ANNOUNCED = "# A fatal error has been detected by the Java Runtime Environment:";

    private static final String EMPTY = "#";
    private static final int HEADER_LINES = 20;

    /** A file's time may be coarser than the clock. */
    private static final long CLOCK_SECONDS = 2;

    private final long pid;
    private final Instant started;
    private final Path directory;

    /** Of a process that was started then, and there. */
    CrashReport(long pid, Instant started, Path directory) {
        this.pid = pid;
        this.started = started;
        this.directory = directory;
    }

    /** Whether that is the status of a crash; most ends have another, and need not be looked into. */
    static boolean mayBe(int status) {
        return status == Signals.STATUS_BASE + Signals.ABRT || status == 1;
    }

    /**
     * Its report, if there is one: where the process said that it wrote it, where its options
     * say, in its working directory, or where a JVM writes it that may not write there.
     *
     * @param said the last lines of its output
     * @param errorFile from its options, if they say
     */
    @Nullable
    Path find(List<String> said, @Nullable String errorFile) {
        List<String> places = new ArrayList<>();
        int announced = said.lastIndexOf(SAVED);
        if (announced >= 0 && announced + 1 < said.size()) {
            places.add(said.get(announced + 1).replaceFirst("^# *", ""));
        }
        if (errorFile != null) {
            places.add(expanded(errorFile));
        }
        String name = "hs_err_pid" + pid + ".log";
        places.add(name);
        places.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp"), name).toString());
        places.add("/tmp/" + name);
        return places.stream()
                .map(this::ofThisProcess)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    /** As a JVM does it: {@code %p} is the process's id, {@code %%} a percent sign. */
    private String expanded(String errorFile) {
        return errorFile.replace("%%", "\0").replace("%p", Long.toString(pid)).replace("\0", "%");
    }

    /** The file, unless it is not there, or was there before the process. */
    private @Nullable Path ofThisProcess(String place) {
        try {
            Path report = directory.resolve(place).toAbsolutePath();
            Instant written = Files.getLastModifiedTime(report).toInstant();
            return written.plusSeconds(CLOCK_SECONDS).isBefore(started) ? null : report;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** What the process itself has said before its JVM told of the crash. */
    static List<String> withoutAnnouncement(List<String> lines) {
        int announced = lines.lastIndexOf(ANNOUNCED);
        if (announced < 0) {
            return lines;
        }
        boolean afterEmpty = announced > 0 && lines.get(announced - 1).equals(EMPTY);
        return lines.subList(0, afterEmpty ? announced - 1 : announced);
    }

    /** What happened: {@code SIGSEGV}. */
    static String problem(Path report) {
        Pattern problem = Pattern.compile(PROBLEM);
        try (BufferedReader lines = Files.newBufferedReader(report, StandardCharsets.ISO_8859_1)) {
            for (int i = 0; i < HEADER_LINES; i++) {
                String line = lines.readLine();
                Matcher matcher = problem.matcher(line == null ? "" : line);
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
