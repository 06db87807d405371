package dev.offspring.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** A process in a line: {@code pid 4712 greet-1 demo.HelloGreetMain, up 12 s, 38 MiB}. */
final class ProcessLine {
    private static final String NAME = "-D" + ChildCommand.CHILD + "=";

    /** What a link is, as the system has it: memory without a name, a file that has none any more, or one in a folder of ours. */
    private static final Pattern LINK = Pattern.compile("/memfd:" + Spares.NAME + " \\(deleted\\)"
            + "|.*/offspring-" + Spares.NAME + "-[0-9a-f]+ \\(deleted\\)"
            + "|.*/offspring-[^/]*/" + Spares.NAME + "\\.\\d+\\.shared");

    /** What it has of its own: shared memory would be counted in each process. */
    private static final String OWN_MEMORY = "RssAnon:";

    private ProcessLine() {}

    /** Whether it was started by a task. */
    static boolean isChild(long pid) {
        return arguments(pid).stream().anyMatch(argument -> argument.startsWith(NAME));
    }

    /** Of the system: Java's own answer is none where the command is longer than a page, as with most class paths. */
    private static List<String> arguments(long pid) {
        try {
            String text = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), Charset.defaultCharset());
            List<String> words = List.of(text.split("\0"));
            return words.subList(Math.min(1, words.size()), words.size());
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().arguments())
                    .map(List::of)
                    .orElse(List.of());
        }
    }

    static String of(long pid) {
        StringBuilder line = new StringBuilder("pid ").append(pid);
        appendProgram(line, pid, arguments(pid));
        ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .ifPresent(start -> line.append(", up ").append(inWords(Duration.between(start, Instant.now()))));
        long kilobytes = ownKilobytes(pid);
        return kilobytes < 0
                ? line.toString()
                : line.append(", " + kilobytes / 1024 + " MiB").toString();
    }

    /** The child's name, and the main class, which for a child says which target it runs. */
    private static void appendProgram(StringBuilder line, long pid, List<String> arguments) {
        String name = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(NAME)) {
                name = " " + argument.substring(NAME.length());
            }
            if (JvmOptions.takesNextWord(argument) && !JvmOptions.namesProgram(argument)) {
                i++;
            } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
                boolean isSpare = argument.equals(Spare.class.getName());
                line.append(isSpare ? " " + roleOfSpare(pid) : name + " " + argument);
                return;
            }
        }
        line.append(name);
    }

    /** What a spare has become: its link is labelled with it. */
    private static String roleOfSpare(long pid) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                String label = label(file);
                if (!label.equals(Spares.NAME)) { // else it is that of a spare of its own
                    return label;
                }
            }
        } catch (IOException e) {
            // It has ended, or is another user's.
        }
        return Spares.NAME;
    }

    /** Of the link that this is; a spare's if it is none, or is gone. */
    private static String label(Path file) {
        try {
            return LINK.matcher(Files.readSymbolicLink(file).toString()).matches()
                    ? LinkLayout.label(file)
                    : Spares.NAME;
        } catch (IOException e) {
            return Spares.NAME;
        }
    }

    private static String inWords(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 3_600
                ? seconds + " s"
                : time.toHours() + ":" + String.format("%02d", time.toMinutesPart()) + " h";
    }

    private static long ownKilobytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(OWN_MEMORY)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException | NumberFormatException gone) {
            // It has ended, or this is another system.
        }
        return -1;
    }
}
