package dev.offspring.process;

import dev.offspring.error.SessionException;
import dev.offspring.memory.SessionView;
import dev.offspring.sync.Inspection;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints the sessions of this user that live on this machine: their processes, the locks that are held and by whom, who waits
 * for what, and those who wait for each other in a circle.
 *
 * <pre>{@code java -cp … dev.offspring.process.Ps [pid …]}</pre>
 *
 * <p>With process ids, only the sessions that one of them belongs to. It looks, and changes nothing.
 */
public final class Ps {
    private static final String LABEL = "memfd:session";
    private static final Path PROC = Path.of("/proc");

    /** Options of the JVM whose value is the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--patch-module",
            "--enable-native-access");

    private Ps() {}

    /** The program. */
    public static void main(String[] args) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String file : sessions().values()) {
            text.append(describe(file, args));
        }
        System.out.print(text.isEmpty() ? "no session\n" : text);
    }

    /** A file of each session, by its inode: the processes of a session have it open, each under a path of its own. */
    private static Map<Object, String> sessions() throws IOException {
        Map<Object, String> found = new LinkedHashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                addOpenFiles(process.resolve("fd"), found);
            }
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "offspring-*-*-*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(folder)) {
                    addNamedFiles(folder, found);
                }
            }
        }
        return found;
    }

    private static void addOpenFiles(Path descriptors, Map<Object, String> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().contains(LABEL)) {
                    found.putIfAbsent(key(file), file.toString());
                }
            }
        } catch (IOException gone) {
            // Another user's, or it has ended while we looked.
        }
    }

    private static void addNamedFiles(Path folder, Map<Object, String> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "session*.shared")) {
            for (Path file : files) {
                found.putIfAbsent(key(file), file.toString());
            }
        } catch (IOException gone) {
            // As above.
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static String describe(String file, String... pids) {
        try (SessionView view = SessionView.open(file)) {
            Inspection inspection = Inspection.of(view);
            if (pids.length > 0
                    && inspection.processes().stream()
                            .noneMatch(row -> List.of(pids).contains(Long.toString(row.pid())))) {
                return "";
            }
            var text = new StringBuilder("session " + file + ", " + view.usedBytes() + " bytes handed out\n");
            inspection
                    .processes()
                    .forEach(row -> text.append("  pid ")
                            .append(row.pid())
                            .append(row.lives() ? " " + mainClass(row.pid()) : " died")
                            .append('\n'));
            return text.append(inspection.text()).toString();
        } catch (SessionException gone) {
            return "";
        }
    }

    /** The main class, which for a child says which target it runs. */
    private static String mainClass(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .map(Ps::mainClass)
                .orElse("");
    }

    private static String mainClass(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (WITH_VALUE.contains(arguments[i])) {
                i++;
            } else if (!arguments[i].startsWith("-")) {
                return arguments[i];
            }
        }
        return "";
    }
}
