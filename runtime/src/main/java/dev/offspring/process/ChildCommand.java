package dev.offspring.process;

import dev.offspring.cache.FileMarks;
import dev.offspring.error.StartException;
import dev.offspring.os.SharedFile;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command that starts a child's JVM: the parent's world, less what belongs to the parent alone, plus the options. Closing it
 * withdraws what only a running child needs.
 */
final class ChildCommand implements AutoCloseable {
    /** Makes a launcher main a child; its value is the child's name, so that {@code ps} shows it. */
    static final String CHILD = "offspring.child";

    /** The system properties that a command depends on. */
    private static final List<String> PROPERTIES =
            List.of("java.home", "java.class.path", StartPolicy.PROPERTY, ClassCache.PROPERTY);

    /** The last one that was made: most starts of a program are alike, and to put the words together takes a third of a warm one. */
    private static volatile @Nullable ChildCommand last;

    private final @Nullable String[] properties = properties();
    private final ChildJvm jvm;
    private final String child;

    /** What others of the same words need not have. */
    private final List<String> first;

    private final Program program;
    private final ChildOptions options;
    private final @Nullable Debugger debugger;
    private final String main;
    private final String rehearsal;
    private final Target<?> target;
    private final boolean onTerminal;
    private final Streams streams;
    private final List<String> words;
    private final @Nullable SpareKey spareKey;
    private final FileMarks marks = new FileMarks();
    private @Nullable SharedFile wordsFile;

    private ChildCommand(Target<?> target, String name, ChildOptions options) {
        this.options = options;
        this.child = name;
        this.first = List.of();
        this.debugger = Debugger.wantedFor(name, target);
        this.jvm = ChildJvm.of(options);
        boolean cached =
                jvm.isKnown() && debugger == null && ClassCache.isOn() && ClassCache.isPossible(jvm.chosen(), options);
        this.program = Program.of(
                target.getClass(), options.classPath(), cached, cached && OwnModules.arePossible(jvm.chosen()));
        this.main = program.main();
        if (program.options().contains(Program.NATIVE_ACCESS)) {
            jvm.leaveOut(Program.NATIVE_ACCESS);
        }
        this.rehearsal = target.isRehearsed() ? main : Rehearsal.class.getName();
        this.target = target;
        this.onTerminal = isForTerminal(options.output());
        this.streams = Streams.of(options, onTerminal);
        this.words = collectWords();
        this.spareKey = findSpareKey();
    }

    private ChildCommand(ChildCommand like, String name, String main, List<String> first) {
        this.options = like.options;
        this.child = name;
        this.jvm = like.jvm;
        this.debugger = null;
        this.first = first;
        this.program = like.program;
        this.onTerminal = like.onTerminal;
        this.streams = like.streams;
        this.words = like.words;
        this.spareKey = like.spareKey;
        this.main = main;
        this.rehearsal = like.rehearsal;
        this.target = like.target;
    }

    /** The same JVM as a spare, which has another name and another main class of its class path. */
    ChildCommand asSpare(String name, String main) {
        return new ChildCommand(this, name, main, jvm.policy().spareOptions());
    }

    /** Where its output goes. */
    Output output() {
        return options.output();
    }

    /** What it runs. */
    Target<?> target() {
        return target;
    }

    /** The class of the target that a spare of this kind rehearses. */
    String rehearsal() {
        return rehearsal;
    }

    /** What a spare must have in common with this one; null if none can do. */
    @Nullable
    SpareKey spareKey() {
        return spareKey;
    }

    private @Nullable SpareKey findSpareKey() {
        String classPath = program.classPath().text();
        boolean holdsFile =
                options.output().kind() == Output.Kind.FILE && !options.output().isPrefixed();
        if (debugger != null
                || holdsFile // which may be another by the time of the start, as may the folder
                || options.directory() != null
                || !program.runsAnyMain()
                || classPath.contains("*")
                || jvm.hasOneOwner(options.environment())) {
            return null;
        }
        List<String> command = new ArrayList<>(words);
        command.add(jvm.java());
        return new SpareKey(command, options.environment(), List.of(streams.output(), streams.error()), classPath);
    }

    /** The command of a child that is to be started. */
    static ChildCommand of(Target<?> target, String name, ChildOptions options) {
        ChildCommand like = last;
        if (like != null && like.startsTheJvmOf(target, name, options)) {
            return new ChildCommand(like, name, like.main, List.of());
        }
        ChildCommand made = new ChildCommand(target, name, options);
        if (made.program.isFixed() && options.output().kind() != Output.Kind.LINES) { // whose consumer is the program's
            last = made;
        }
        return made;
    }

    private boolean startsTheJvmOf(Target<?> target, String name, ChildOptions options) {
        return this.target.equals(target)
                && this.options.askForTheJvmOf(options)
                && debugger == null
                && onTerminal == isForTerminal(options.output())
                && Debugger.wantedFor(name, target) == null
                && Arrays.equals(properties, properties());
    }

    private static @Nullable String[] properties() {
        @Nullable String[] values = new @Nullable String[PROPERTIES.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = System.getProperty(PROPERTIES.get(i));
        }
        return values;
    }

    /** Starts the process. To be closed also where that fails. */
    Process start() {
        check();
        ProcessBuilder builder = new ProcessBuilder(command());
        for (String variable : JvmOptions.VARIABLES) {
            builder.environment().remove(variable);
        }
        builder.environment().putAll(options.environment());
        Path directory = options.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.redirectOutput(streams.output()).redirectError(streams.error());
        try {
            Process process = builder.start();
            if (debugger != null) {
                debugger.announce(child, process.pid());
            }
            return process;
        } catch (IOException e) {
            throw StartProblem.of(child, jvm.java(), directory, e);
        }
    }

    /** Whether it waits for a debugger: then nothing else that it does is a matter of time. */
    boolean isDebugged() {
        return debugger != null;
    }

    /** All but its name, its main class, and the cache that there is when it starts. */
    private List<String> collectWords() {
        List<String> words = jvm.words();
        if (options.output().kind() == Output.Kind.LINES) {
            words.add("-Dstdout.encoding=UTF-8");
            words.add("-Dstderr.encoding=UTF-8");
        }
        if (debugger != null) {
            words.add(debugger.option());
        }
        words.addAll(program.options());
        return words;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(jvm.java(), "-D" + CHILD + "=" + child));
        List<String> words = new ArrayList<>(first);
        words.addAll(cache());
        words.addAll(this.words);
        if (ArgumentFile.isNeeded(words)) {
            wordsFile = ArgumentFile.create(child, ArgumentFile.encoded(words));
            command.add("@" + wordsFile.path());
        } else {
            command.addAll(words);
        }
        command.add(main);
        return command;
    }

    /** Not the empty one, in whose place any other may come. */
    private boolean rehearsesItself() {
        return target.isRehearsed() && !target.equals(Rehearsal.TARGET);
    }

    /** The option that names a class-data cache, if there is one for such a child. */
    private List<String> cache() {
        ClassPath classPath = program.classPath();
        if (classPath.jars().isEmpty()) {
            return List.of();
        }
        List<String> modules = classPath.asModules() ? OwnModules.options(classPath.jars()) : List.of();
        List<String> words = new ArrayList<>(modules);
        words.addAll(jvm.words());
        words.add(Program.NATIVE_ACCESS);
        List<String> use = ClassCache.OWN.options(
                Path.of(jvm.java()), words, classPath, new Trainee(program.main(), rehearsesItself()), marks);
        if (use.isEmpty() || modules.isEmpty()) {
            return use;
        }
        List<String> all = new ArrayList<>(use);
        all.addAll(modules);
        return all;
    }

    /**
     * Where the child's JVM writes its report if it crashes, as its options say; null if they do not say. {@code %p} stands for
     * the process's id.
     */
    @Nullable
    String errorFile() {
        return jvm.errorFile(options.environment());
    }

    /** A line for a shell that runs a target with these arguments in such a JVM, as a program of its own. */
    String alone(Target<?> target, List<String> arguments) {
        Program program = Program.of(target.getClass(), options.classPath());
        ShellLine line = new ShellLine();
        Path directory = options.directory();
        if (directory != null) {
            line.raw("cd").word(directory.toString()).raw("&&");
        }
        for (Map.Entry<String, String> variable : options.environment().entrySet()) {
            line.assignment(variable.getKey(), variable.getValue());
        }
        line.word(jvm.java());
        jvm.chosen().forEach(line::word);
        program.options().forEach(line::word);
        line.word(program.main());
        arguments.forEach(line::word);
        return line.toString();
    }

    /** What would else show only when the child's JVM is there, or not at all. */
    void check() {
        String problem = "process " + child + " could not be started: ";
        if (options.directory() == null && !new File(System.getProperty("user.dir")).isDirectory()) {
            throw new StartException(problem + "this process's working directory " + System.getProperty("user.dir")
                    + " is not there any more: name another with directory(...)");
        }
        if (options.output().kind() == Output.Kind.FILE) {
            Path file = options.output().path();
            try (FileOutputStream opened = new FileOutputStream(file.toFile(), true)) {
                opened.flush();
            } catch (IOException e) {
                throw new StartException(
                        problem + "its output cannot be written to a file, " + e.getMessage()
                                + ": name another with output(Output.file(...))",
                        e);
            }
        }
    }

    /** A program that captures its output has its children's, too. */
    private static boolean isForTerminal(Output output) {
        return output.kind() == Output.Kind.AUTO && !output.isPrefixed() && Terminal.isStandardOutput();
    }

    @Override
    public void close() {
        if (wordsFile != null) {
            wordsFile.close();
        }
    }
}
