package dev.offspring.process;

import dev.offspring.cache.CacheFolder;
import dev.offspring.cache.CacheFolder.Found;
import dev.offspring.cache.CacheKey;
import dev.offspring.cache.CacheMaking;
import dev.offspring.memory.SessionAddress;
import dev.offspring.os.Background;
import dev.offspring.os.MemoryLimit;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes one class-data cache, in processes of low priority that are killed when this one ends in order. Where this one is
 * killed itself, a rehearsal ends as children do; what creates the cache goes on for the second that it takes, and whoever makes a
 * cache next deletes its file.
 *
 * <pre>
 *  record    a rehearsal of a start; the JVM writes down what it loaded
 *  create    the JVM makes a cache of that
 *  check     a start that must use it: where it cannot, nobody else is to try
 *  publish
 * </pre>
 */
final class Training implements Runnable {
    /** The first starts of a program are not disturbed. */
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** Of who has not asked for a cache: a short program would be slower, and end before it has one. */
    private static final long LONG_DELAY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** For each of the processes, which take a second when nothing else goes on, and minutes where all processors are busy. */
    private static final long PATIENCE_SECONDS = 600;

    /** A JVM that makes a cache takes some 150 MiB. */
    private static final long LEAST_MEMORY = 512L << 20;

    private static final String HEAP = "-Xmx128m";

    private static final Path NICE = Path.of("/usr/bin/nice");

    /** A tenth of a processor that others want. The lowest is a seventieth: where there is but one, a busy program would have its cache after minutes. */
    private static final String NICENESS = "10";

    private static final ProcessInfo NOBODY = new ProcessInfo(0, "rehearsal", false, true, 1);

    private final ClassCache caches;
    private final CacheFolder folder;
    private final CacheKey key;
    private final Path java;
    private final ClassPath classPath;
    private final Trainee trainee;
    private @Nullable Process running;
    private boolean over;

    private Training(
            ClassCache caches, CacheFolder folder, CacheKey key, Path java, ClassPath classPath, Trainee trainee) {
        this.caches = caches;
        this.folder = folder;
        this.key = key;
        this.java = java;
        this.classPath = classPath;
        this.trainee = trainee;
    }

    /** Makes the cache for a key, later. {@code trainee} is whom it was missed by. */
    static void begin(
            ClassCache caches, CacheFolder folder, CacheKey key, Path java, ClassPath classPath, Trainee trainee) {
        Background.thread("offspring-class-cache").start(new Training(caches, folder, key, java, classPath, trainee));
    }

    @Override
    public void run() {
        if (MemoryLimit.bytes() < LEAST_MEMORY) {
            return;
        }
        LockSupport.parkNanos(ClassCache.isAskedFor() ? DELAY_NANOS : LONG_DELAY_NANOS);
        if (Thread.interrupted()) {
            return;
        }
        try (CacheMaking making = folder.tryMake(key)) {
            if (making != null && folder.find(key) == Found.NOTHING) {
                make(making);
            }
            caches.retry(key); // the next start finds it
        } catch (InterruptedException | ClosedByInterruptException e) {
            // Somebody ends all threads that he can see: then without a cache.
        } catch (IOException | RuntimeException e) {
            if (!isOver() && !(e instanceof IllegalStateException)) { // which says that this process ends
                ClassCache.log(
                        e instanceof IOException ? ClassCache.level() : Level.WARNING,
                        "no class-data cache was made: " + e.getMessage()
                                + "; -Doffspring.cache names another folder, or is off");
            }
        }
    }

    private void make(CacheMaking making) throws IOException, InterruptedException {
        Thread hook = new Thread(() -> end(making), "offspring-class-cache-end");
        Runtime.getRuntime().addShutdownHook(hook);
        Path recorded = making.file("record");
        Path made = making.file("create");
        try {
            record(recorded);
            create(recorded, made);
            check(made);
            if (!isOver() && making.isCurrent()) {
                making.publish(made);
            }
        } catch (UnusableException e) {
            if (!isOver() && making.isCurrent()) {
                making.refuse();
                ClassCache.log(
                        ClassCache.level(),
                        "no class-data cache can be made for children with these options and this class path: "
                                + e.getMessage() + "; nobody tries again for a day");
            }
        } finally {
            making.abandon();
            if (!isOver()) {
                boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    /** A JVM could not make a cache, or use it. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    private void record(Path to) throws IOException, InterruptedException, UnusableException {
        rehearse(
                "the rehearsal for it",
                jars(),
                List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + to),
                trainee.rehearsal(folders()));
    }

    private void create(Path from, Path to) throws IOException, InterruptedException, UnusableException {
        List<String> mode = List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + from, "-XX:AOTCache=" + to);
        run("what makes it", command(jars(), mode), false);
    }

    private void check(Path made) throws IOException, InterruptedException, UnusableException {
        rehearse("a rehearsal with it", classPath.text(), List.of("-XX:AOTMode=on", "-XX:AOTCache=" + made), List.of());
    }

    private String folders() {
        StringJoiner folders = new StringJoiner(File.pathSeparator);
        for (String entry : classPath.text().split(File.pathSeparator, -1)) {
            if (new File(entry).isDirectory()) {
                folders.add(entry);
            }
        }
        return folders.toString();
    }

    /** The class path that the cache is made of. */
    private String jars() {
        return classPath.asModules() ? "" : String.join(File.pathSeparator, key.jars());
    }

    /** A start of the rehearsal. */
    private void rehearse(String what, String path, List<String> mode, List<String> arguments)
            throws IOException, InterruptedException, UnusableException {
        List<String> command = command(path, mode);
        command.add(1 + command.indexOf(java.toString()), "-D" + ChildCommand.CHILD + "=rehearsal");
        command.add(Rehearsal.class.getName());
        command.addAll(arguments);
        run(what, command, true);
    }

    private List<String> command(String path, List<String> mode) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", NICENESS));
        }
        command.add(java.toString());
        command.addAll(key.options());
        command.add(HEAP);
        command.addAll(mode);
        command.add("--class-path");
        command.add(path);
        return command;
    }

    private void run(String what, List<String> command, boolean asChild)
            throws IOException, InterruptedException, UnusableException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        // An empty class path is the working directory, which may have classes.
        builder.directory(folder.path().toFile());
        JvmOptions.VARIABLES.forEach(builder.environment()::remove);
        Process process = start(builder);
        try (ParentLink link = Rehearsal.link("rehearsal")) {
            if (asChild) {
                new Boot(
                                link.path(),
                                SessionAddress.NONE.text(),
                                NOBODY,
                                Self.process(),
                                Self.lineage().text(),
                                false)
                        .send(process.getOutputStream());
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(what + " has not ended in " + PATIENCE_SECONDS + " s");
            }
            check(what, process.exitValue());
        } finally {
            process.destroyForcibly();
            process.getOutputStream().close();
        }
    }

    private static void check(String what, int status) throws IOException, UnusableException {
        if (status > Signals.STATUS_BASE) {
            throw new IOException(
                    what + " was killed, with status " + status); // for memory, perhaps: another time it may not be
        }
        if (status != 0) {
            throw new UnusableException(what + " ended with status " + status);
        }
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (over) {
            throw new IllegalStateException("this process ends");
        }
        Process begun = builder.start();
        running = begun;
        return begun;
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** This process ends: nobody waits for a cache. */
    private synchronized void end(CacheMaking making) {
        over = true;
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
        }
        making.abandon();
    }
}
