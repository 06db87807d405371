package dev.offspring.process;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A child process about to be started: everything about it that is not the task itself.
 *
 * <p>Not for several threads at once. {@link #start()} may be called repeatedly; each call is another process.
 *
 * @param <R> what the task gives back
 */
public final class ChildBuilder<R extends @Nullable Object> {
    private Task<R> task;
    private @Nullable String name;
    private @Nullable Boolean daemon;
    private @Nullable String heap;
    private final List<String> jvmArgs = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable Path directory;
    private @Nullable String classPath;
    private @Nullable Path javaHome;
    private Output output = Output.AUTO;
    private Orphan orphan = Orphan.END;
    private boolean heapIsAsked;
    private boolean isolated;
    private @Nullable StartPolicy policy;

    ChildBuilder(Task<R> task) {
        this.task = task;
        this.heap = task.heap();
    }

    /** The child's name, in {@code Processes}, in messages and in its command line; by default the target's, with a number. */
    public ChildBuilder<R> name(String name) {
        this.name = JvmWords.checkedName(name);
        return this;
    }

    /**
     * Whether the child is ended when its parent's work is done ({@code true}), or keeps the parent's JVM alive as a
     * non-daemon thread does ({@code false}). By default as the process that starts it.
     */
    public ChildBuilder<R> daemon(boolean daemon) {
        this.daemon = daemon;
        return this;
    }

    /** The child's largest heap, as in {@code -Xmx}: {@code "256m"}. */
    public ChildBuilder<R> heap(String heap) {
        this.heap = Target.checkedHeap(heap);
        this.heapIsAsked = true;
        return this;
    }

    /**
     * Further options for the child's JVM; they come last, so that they win. Repeated calls add up.
     *
     * @throws IllegalArgumentException for what is no option, or says which program to run
     */
    public ChildBuilder<R> jvmArgs(String... jvmArgs) {
        JvmWords.check(jvmArgs);
        this.jvmArgs.addAll(Arrays.asList(jvmArgs));
        return this;
    }

    /** Sets a variable of the child's environment, which is otherwise the parent's. */
    public ChildBuilder<R> env(String variable, String value) {
        environment.put(JvmWords.checkedVariable(variable), JvmWords.checkedValue(variable, value));
        return this;
    }

    /** The child's working directory; by default the parent's. */
    public ChildBuilder<R> directory(Path directory) {
        this.directory = directory;
        return this;
    }

    /**
     * The child's class path instead of the parent's class path or module path. Relative entries are relative to the parent's
     * working directory, also where the child has another.
     */
    public ChildBuilder<R> classPath(Path... entries) {
        StringJoiner joined = new StringJoiner(File.pathSeparator);
        for (Path entry : entries) {
            joined.add(entry.toAbsolutePath().toString());
        }
        this.classPath = joined.toString();
        return this;
    }

    /** The JDK that runs the child, 25 or newer; by default the parent's. */
    public ChildBuilder<R> javaHome(Path javaHome) {
        this.javaHome = javaHome;
        return this;
    }

    /** Where the child's output goes; by default {@link Output#AUTO}. */
    public ChildBuilder<R> output(Output output) {
        this.output = Objects.requireNonNull(output, "output");
        return this;
    }

    /** What the child does when its parent is gone; by default {@link Orphan#END}. */
    public ChildBuilder<R> orphan(Orphan orphan) {
        this.orphan = Objects.requireNonNull(orphan, "orphan");
        return this;
    }

    /**
     * The child shares no memory with anybody but its parent, and with that its arguments and its result alone: native code that
     * runs wild in it harms nobody else. Shared things are refused, as arguments and in the child, and so in its children.
     */
    public ChildBuilder<R> isolated() {
        this.isolated = true;
        return this;
    }

    /** What the child's JVM is tuned for; by default what the program says, or {@link StartPolicy#BALANCED}. */
    public ChildBuilder<R> startPolicy(StartPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** See {@link Task#timeout(Duration)}. */
    public ChildBuilder<R> timeout(Duration timeout) {
        this.task = task.timeout(timeout);
        return this;
    }

    /**
     * Starts the process.
     *
     * @throws dev.offspring.error.TransferException if an argument cannot be encoded; nothing was started
     * @throws dev.offspring.error.StartException if the system refuses, or the JDK is not where it should be
     * @throws IllegalArgumentException if two options contradict each other
     * @throws IllegalStateException in a child whose target has not begun yet: a static initialiser that starts
     *     processes would start them in each child again, without end
     */
    public ChildProcess<R> start() {
        if (heapIsAsked) {
            JvmWords.refuseHeapBeside(heap, jvmArgs);
        }
        ChildOptions options = new ChildOptions(
                name,
                daemon,
                heap,
                List.copyOf(jvmArgs),
                Map.copyOf(environment),
                directory,
                classPath,
                javaHome,
                output,
                orphan,
                isolated,
                policy);
        return ChildStart.run(task, options);
    }
}
