package dev.offspring.process;

import dev.offspring.cache.FileMarks;
import dev.offspring.error.StartException;
import dev.offspring.os.NativeAccess;
import dev.offspring.os.SharedFile;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
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

    /**
     * What every child gets before the inherited options, so that those win.
     *
     * <p>A dump is not written, because it would hold the whole shared memory. What the JVM itself has to say goes
     * where the report of a death is taken from.
     */
    private static final List<String> DEFAULTS =
            List.of("-XX:-CreateCoredumpOnCrash", "-XX:+DisplayVMOutputToStderr", "-Dkryo.unsafe=false");

    private static final int KNOWN_JDK = 25;

    private static final List<String> EXCLUSIVE = List.of(
            "-agentlib",
            "-agentpath",
            "-javaagent",
            "-Xrun",
            "-Xlog",
            "-Xloggc",
            "-Dcom.sun.management.jmxremote",
            "-XX:StartFlightRecording",
            "-XX:Flags",
            "-XX:VMOptionsFile",
            "@");

    /** How the JDK words that there are too many processes, or no memory for one; it always guesses at its own helper too. */
    private static final String ERROR_AGAIN = "error: 11 ", ERROR_NO_MEMORY = "error: 12 ";

    /** The system properties that a command depends on. */
    private static final List<String> PROPERTIES =
            List.of("java.home", "java.class.path", StartPolicy.PROPERTY, ClassCache.PROPERTY);

    /** The last one that was made: most starts of a program are alike, and to put the words together takes a third of a warm one. */
    private static volatile @Nullable ChildCommand last;

    private final @Nullable String[] properties = properties();
    private final String java;
    private final String child;
    private final StartPolicy policy;

    /** What others of the same words need not have. */
    private final List<String> first;

    private final List<String> preset;
    private final List<String> chosen;
    private final Program program;
    private final ChildOptions options;
    private final @Nullable Debugger debugger;
    private final String main;
    private final String rehearsal;
    private final Target<?> target;
    private final boolean onTerminal;
    private final Redirect out;
    private final Redirect error;
    private final List<String> words;
    private final @Nullable SpareKey spareKey;
    private final FileMarks marks = new FileMarks();
    private @Nullable SharedFile wordsFile;

    private ChildCommand(Target<?> target, String name, ChildOptions options) {
        Path javaHome = options.javaHome();
        this.options = options;
        this.child = name;
        this.first = List.of();
        this.java = Path.of(javaHome == null ? System.getProperty("java.home") : javaHome.toString(), "bin", "java")
                .toAbsolutePath() // a relative one would be looked for in the child's working directory
                .toString();
        this.debugger = Debugger.wantedFor(name, target);
        boolean known = javaHome == null && Runtime.version().feature() == KNOWN_JDK;
        this.policy = options.policy() != null ? options.policy() : StartPolicy.ofProgram();
        this.preset = preset(policy, known);
        this.chosen = chosen(preset, policy, options);
        boolean cached = known && debugger == null && ClassCache.isOn() && ClassCache.isPossible(chosen, options);
        this.program =
                Program.of(target.getClass(), options.classPath(), cached, cached && OwnModules.arePossible(chosen));
        this.main = program.main();
        if (program.options().contains(Program.NATIVE_ACCESS)) {
            boolean ignored = chosen.remove(Program.NATIVE_ACCESS);
        }
        this.rehearsal = target.isRehearsed() ? main : Rehearsal.class.getName();
        this.target = target;
        this.onTerminal = isForTerminal(options.output());
        ProcessBuilder streams = redirect(new ProcessBuilder(), options, onTerminal);
        this.out = streams.redirectOutput();
        this.error = streams.redirectError();
        this.words = collectWords();
        this.spareKey = findSpareKey();
    }

    private ChildCommand(ChildCommand like, String name, String main, List<String> first) {
        this.options = like.options;
        this.child = name;
        this.java = like.java;
        this.debugger = null;
        this.policy = like.policy;
        this.first = first;
        this.preset = like.preset;
        this.chosen = like.chosen;
        this.program = like.program;
        this.onTerminal = like.onTerminal;
        this.out = like.out;
        this.error = like.error;
        this.words = like.words;
        this.spareKey = like.spareKey;
        this.main = main;
        this.rehearsal = like.rehearsal;
        this.target = like.target;
    }

    /** The same JVM as a spare, which has another name and another main class of its class path. */
    ChildCommand asSpare(String name, String main) {
        return new ChildCommand(this, name, main, policy.spareOptions());
    }

    /** The files of its class path, as they are at its start. */
    FileMarks marks() {
        return marks;
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
                || haveOneOwner(chosen)) {
            return null;
        }
        List<String> command = new ArrayList<>(words);
        command.add(java);
        return new SpareKey(command, options.environment(), List.of(out, error), classPath);
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

    private static List<String> preset(StartPolicy policy, boolean known) {
        List<String> words = new ArrayList<>(DEFAULTS);
        words.addAll(policy.options());
        if (known) {
            words.addAll(policy.ownOptions());
        }
        if (!NativeAccess.isGranted()) {
            // A process that may not wake others' futexes is waited for by looking.
            words.add("-Doffspring.wait=portable");
        }
        return words;
    }

    /** What is inherited and what was asked for, with one garbage collector at the most: a JVM takes no second. */
    private static List<String> chosen(List<String> preset, StartPolicy policy, ChildOptions options) {
        List<String> words = new ArrayList<>(JvmOptions.inherited());
        if (startsWith(words, StartPolicy.ofSpare(DEFAULTS))) {
            // This process was one, which says nothing of its children.
            words.subList(0, StartPolicy.ofSpare(List.of()).size()).clear();
        }
        if (startsWith(words, preset)) {
            words.subList(0, preset.size()).clear(); // those of a child: said twice, they would be another cache's
        }
        words.addAll(ClassCache.inherited());
        if (selectsCollector(options.jvmArgs())) {
            words.removeIf(ChildCommand::selectsCollector);
        }
        String heap = options.heap() != null ? options.heap() : HeapShare.ofChild();
        if (heap != null) {
            words.add("-Xmx" + heap);
        }
        words.addAll(options.jvmArgs());
        if (policy.choosesCollector() && !selectsCollector(words)) {
            words.addFirst(StartPolicy.COLLECTOR);
        }
        return words;
    }

    private static boolean startsWith(List<String> words, List<String> beginning) {
        return words.size() >= beginning.size()
                && words.subList(0, beginning.size()).equals(beginning);
    }

    // No lambda on the way to a start: a program's first one costs 20 ms.
    private static boolean selectsCollector(List<String> words) {
        for (String word : words) {
            if (selectsCollector(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean selectsCollector(String word) {
        return word.startsWith("-XX:+Use") && word.endsWith("GC");
    }

    /** Whether a JVM with these options has a port or a file that no two may have, or runs code of the user's when it boots. */
    private static boolean haveOneOwner(List<String> options) {
        for (String word : options) {
            for (String exclusive : EXCLUSIVE) {
                if (word.startsWith(exclusive)) {
                    return true;
                }
            }
        }
        return false;
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
        builder.redirectOutput(out).redirectError(error);
        try {
            Process process = builder.start();
            if (debugger != null) {
                debugger.announce(child, process.pid());
            }
            return process;
        } catch (IOException e) {
            throw new StartException(explain(directory, e), e);
        }
    }

    /** Whether it waits for a debugger: then nothing else that it does is a matter of time. */
    boolean isDebugged() {
        return debugger != null;
    }

    /** All but its name, its main class, and the cache that there is when it starts. */
    private List<String> collectWords() {
        List<String> words = new ArrayList<>(preset);
        words.addAll(chosen);
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
        List<String> command = new ArrayList<>(List.of(java, "-D" + CHILD + "=" + child));
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
        words.addAll(preset);
        words.addAll(chosen);
        words.add(Program.NATIVE_ACCESS);
        List<String> use = ClassCache.OWN.options(
                Path.of(java), words, classPath, new Trainee(program.main(), rehearsesItself()), marks);
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
        List<String> words = new ArrayList<>(chosen);
        for (String variable : JvmOptions.VARIABLES) {
            words.addAll(OptionWords.of(options.environment().getOrDefault(variable, "")));
        }
        String option = JvmOptions.ERROR_FILE + "=";
        return words.reversed().stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElse(null);
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
        line.word(java);
        chosen.forEach(line::word);
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

    private static ProcessBuilder redirect(ProcessBuilder builder, ChildOptions options, boolean onTerminal) {
        Output output = options.output();
        switch (output.kind()) {
            case INHERIT -> builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
            case DISCARD -> builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
            case FILE -> {
                if (!output.isPrefixed()) {
                    builder.redirectOutput(Redirect.appendTo(output.path().toFile()));
                    if (options.orphan() == Orphan.KEEP) {
                        builder.redirectError(Redirect.appendTo(output.path().toFile()));
                    }
                }
            }
            case AUTO -> {
                if (onTerminal) {
                    builder.redirectOutput(Redirect.INHERIT);
                }
            }
            case LINES -> {}
        }
        return builder;
    }

    private String explain(@Nullable Path directory, IOException e) {
        String problem = "process " + child + " could not be started: ";
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

    @Override
    public void close() {
        if (wordsFile != null) {
            wordsFile.close();
        }
    }
}
