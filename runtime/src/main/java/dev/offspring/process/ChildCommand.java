package dev.offspring.process;

import dev.offspring.error.StartException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command that starts a child's JVM: the parent's world, less what belongs to the parent alone, plus the options. */
final class ChildCommand {
    /** Makes a launcher main a child; its value is the child's name, so that {@code ps} shows it. */
    static final String CHILD = "offspring.child";

    /**
     * What every child gets before the inherited options, so that those win.
     *
     * <p>One thread collects garbage: many processes share the cores. A dump is not written, because it would hold the
     * whole shared memory. What the JVM itself has to say goes where the report of a death is taken from. Native access is for the runtime's own calls, whose warning nobody could act on.
     */
    private static final List<String> DEFAULTS = List.of(
            "-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash", "-XX:+DisplayVMOutputToStderr", "-Dkryo.unsafe=false");

    /**
     * An idle JVM wakes up four times a second to see whether monitors are to be deflated, and once for its tables: of 64
     * processes that wait that is most of what they take. Known of this JDK only; where a JVM does not know it, it does not
     * start.
     */
    private static final List<String> CALM = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:AsyncDeflationInterval=5000",
            "-XX:ServiceThreadCleanupInterval=5000");

    private static final int KNOWN_JDK = 25;

    /** How the JDK words that there are too many processes, or no memory for one; it always guesses at its own helper too. */
    private static final String ERROR_AGAIN = "error: 11 ", ERROR_NO_MEMORY = "error: 12 ";

    private ChildCommand() {}

    static Process start(Target<?> target, String name, ChildOptions options) {
        checkFiles(name, options);
        List<String> command = of(target, name, options);
        ProcessBuilder builder = new ProcessBuilder(command);
        for (String variable : JvmOptions.VARIABLES) {
            builder.environment().remove(variable);
        }
        builder.environment().putAll(options.environment());
        Path directory = options.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        redirect(builder, options.output(), options.orphan());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StartException(explain(name, command.getFirst(), directory, e), e);
        }
    }

    /** What would else show only when the child's JVM is there, or not at all. */
    private static void checkFiles(String name, ChildOptions options) {
        if (options.directory() == null && !new File(System.getProperty("user.dir")).isDirectory()) {
            throw new StartException("process " + name + " could not be started: this process's working directory "
                    + System.getProperty("user.dir") + " is not there any more: name another with directory(...)");
        }
        if (options.output().kind() == Output.Kind.FILE) {
            Path file = options.output().path();
            try (FileOutputStream opened = new FileOutputStream(file.toFile(), true)) {
                opened.flush();
            } catch (IOException e) {
                throw new StartException(
                        "process " + name + " could not be started: its output cannot be written to a file, "
                                + e.getMessage() + ": name another with output(Output.file(...))",
                        e);
            }
        }
    }

    private static void redirect(ProcessBuilder builder, Output output, Orphan orphan) {
        switch (output.kind()) {
            case INHERIT -> builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
            case DISCARD -> builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
            case FILE -> {
                if (!output.isPrefixed()) {
                    builder.redirectOutput(Redirect.appendTo(output.path().toFile()));
                    if (orphan == Orphan.KEEP) {
                        builder.redirectError(Redirect.appendTo(output.path().toFile()));
                    }
                }
            }
            case AUTO -> {
                if (!output.isPrefixed() && Terminal.isStandardOutput()) {
                    builder.redirectOutput(Redirect.INHERIT);
                }
            }
            case LINES -> {}
        }
    }

    private static String explain(String name, String java, @Nullable Path directory, IOException e) {
        String problem = "process " + name + " could not be started: ";
        if (directory != null && !Files.isDirectory(directory)) {
            return problem + "its working directory " + directory + " is not there: name another with directory(...)";
        }
        if (!Files.isExecutable(Path.of(java))) {
            return problem + "there is no Java at " + java + " (was the JDK moved or upgraded while this program runs?)"
                    + ": name one with javaHome(...)";
        }
        String message = String.valueOf(e.getMessage());
        boolean isShort = message.contains(ERROR_AGAIN) || message.contains(ERROR_NO_MEMORY);
        if (!isShort && (message.contains("jspawnhelper") || message.contains("pawn helper"))) {
            return problem + "the JDK was upgraded in place while this program runs: start this program again ("
                    + message.lines().findFirst().orElse("") + ")";
        }
        return problem + message.lines().findFirst().orElse("")
                + "; check the limits on processes (ulimit -u), memory and length of commands";
    }

    private static List<String> of(Target<?> target, String name, ChildOptions options) {
        List<String> command = new ArrayList<>();
        Path javaHome = options.javaHome();
        command.add(Path.of(javaHome == null ? System.getProperty("java.home") : javaHome.toString(), "bin", "java")
                .toString());
        command.addAll(DEFAULTS);
        if (javaHome == null && Runtime.version().feature() == KNOWN_JDK) {
            command.addAll(CALM);
        }
        command.addAll(JvmOptions.inherited());
        command.add("-D" + CHILD + "=" + name);
        if (options.output().kind() == Output.Kind.LINES) {
            command.add("-Dstdout.encoding=UTF-8");
            command.add("-Dstderr.encoding=UTF-8");
        }
        String heap = options.heap();
        if (heap != null) {
            command.add("-Xmx" + heap);
        }
        command.addAll(options.jvmArgs());
        addProgram(target.getClass(), options, command);
        return command;
    }

    private static void addProgram(Class<?> main, ChildOptions options, List<String> command) {
        Module module = main.getModule();
        String modulePath = System.getProperty("jdk.module.path");
        if (options.classPath() == null && module.isNamed() && modulePath != null) {
            command.add("--enable-native-access=" + Launcher.class.getModule().getName());
            command.add("--module-path");
            command.add(absolute(modulePath));
            String classPath = System.getProperty("java.class.path", "");
            if (!classPath.isEmpty()) {
                command.add("--class-path");
                command.add(absolute(classPath));
            }
            command.add("--module");
            command.add(module.getName() + "/" + main.getName());
        } else {
            String classPath = options.classPath();
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--class-path");
            command.add(classPath != null ? classPath : absolute(System.getProperty("java.class.path", "")));
            command.add(main.getName());
        }
    }

    /** A child may have another working directory, so relative entries must not depend on it. */
    private static String absolute(String path) {
        StringBuilder absolute = new StringBuilder();
        for (String entry : path.split(File.pathSeparator, -1)) {
            absolute.append(absolute.isEmpty() ? "" : File.pathSeparator);
            absolute.append(new File(entry).getAbsolutePath());
        }
        return absolute.toString();
    }
}
