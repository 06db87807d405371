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
import java.util.TreeSet;

/**
 * Prints the sessions of this user that live on this machine: their processes, what each runs, for how long, and how much memory
 * it has of its own; the locks that are held and by whom, who waits for what, and those who wait for each other in a circle.
 *
 * <pre>{@code java -cp … dev.offspring.process.Ps [pid …]}</pre>
 *
 * <p>With process ids, only the sessions that one of them belongs to. It looks, and changes nothing.
 */
public final class Ps {
    private static final String LABEL = "memfd:session";

    /** What a root has open that has started a child and shared nothing yet. */
    private static final String NOTICE = "/offspring-notice-";

    private static final Path PROC = Path.of("/proc");

    private Ps() {}

    /** The program. */
    public static void main(String[] args) throws IOException {
        StringBuilder text = new StringBuilder();
        Set<Long> roots = new TreeSet<>();
        for (Found session : sessions(roots).values()) {
            text.append(describe(session, List.of(args)));
            roots.removeAll(session.holders());
        }
        roots.removeIf(ProcessLine::isChild); // who is just reading its root's
        for (long root : roots) {
            text.append(describe(root, List.of(args)));
        }
        System.out.print(text.isEmpty() ? "no session\n" : text);
    }

    /** A session's file, by a path that opens it, and who has it open or made it. */
    private record Found(String file, Set<Long> holders) {}

    /** By the file's inode: the processes of a session have it open, each under a path of its own. Adds who has posted a notice. */
    private static Map<Object, Found> sessions(Set<Long> roots) throws IOException {
        Map<Object, Found> found = new LinkedHashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                addOpenFiles(process, found, roots);
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

    private static void addOpenFiles(Path process, Map<Object, Found> found, Set<Long> roots) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                String target = Files.readSymbolicLink(file).toString();
                if (target.contains(LABEL)) {
                    add(file, process.getFileName().toString(), found);
                } else if (target.contains(NOTICE)) {
                    roots.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException gone) {
            // Another user's, or it has ended while we looked.
        }
    }

    private static void addNamedFiles(Path folder, Map<Object, Found> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "session*.shared")) {
            for (Path file : files) {
                add(file, folder.getFileName().toString().split("-", -1)[1], found);
            }
        } catch (IOException gone) {
            // As above.
        }
    }

    private static void add(Path file, String pid, Map<Object, Found> found) throws IOException {
        Object inode = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        found.computeIfAbsent(inode, ignored -> new Found(file.toString(), new TreeSet<>()))
                .holders()
                .add(Long.valueOf(pid));
    }

    private static String describe(Found session, List<String> pids) {
        try (SessionView view = SessionView.open(session.file())) {
            Inspection inspection = Inspection.of(view);
            Set<Long> dead = new TreeSet<>();
            Set<Long> alive = new TreeSet<>(session.holders());
            inspection.processes().forEach(row -> (row.lives() ? alive : dead).add(row.pid()));
            // Who has not met anything that is shared has no row; its parent's children are the session's all the same.
            List.copyOf(alive).forEach(pid -> addChildren(pid, alive));
            if (!areMeant(alive, pids)) {
                return "";
            }
            var text = new StringBuilder("session " + session.file() + ", " + view.usedBytes() + " bytes handed out\n");
            append(text, alive);
            dead.forEach(pid -> text.append("  pid ").append(pid).append(" died\n"));
            return text.append(inspection.text()).toString();
        } catch (SessionException gone) {
            return "";
        }
    }

    /** Of a root that has shared nothing yet. */
    private static String describe(long root, List<String> pids) {
        Set<Long> alive = new TreeSet<>(Set.of(root));
        addChildren(root, alive);
        if (!areMeant(alive, pids)) {
            return "";
        }
        var text = new StringBuilder("session of pid " + root + ", nothing shared yet\n");
        append(text, alive);
        return text.toString();
    }

    private static boolean areMeant(Set<Long> alive, List<String> pids) {
        return pids.isEmpty() || alive.stream().anyMatch(pid -> pids.contains(Long.toString(pid)));
    }

    private static void append(StringBuilder text, Set<Long> alive) {
        alive.forEach(pid -> text.append("  ").append(ProcessLine.of(pid)).append('\n'));
    }

    private static void addChildren(long pid, Set<Long> alive) {
        ProcessHandle.of(pid)
                .ifPresent(process -> process.descendants()
                        .map(ProcessHandle::pid)
                        .filter(ProcessLine::isChild)
                        .forEach(alive::add));
    }
}
