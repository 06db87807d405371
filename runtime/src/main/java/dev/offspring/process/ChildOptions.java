package dev.offspring.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a child is started; null means "as the parent, or the JVM, would have it". */
record ChildOptions(
        @Nullable String name,
        @Nullable Boolean daemon,
        @Nullable String heap,
        List<String> jvmArgs,
        Map<String, String> environment,
        @Nullable Path directory,
        @Nullable String classPath,
        @Nullable Path javaHome,
        Output output,
        Orphan orphan,
        boolean isolated,
        @Nullable StartPolicy policy) {

    /** As the parent has it all. */
    static final ChildOptions PLAIN = new ChildOptions(
            null, null, null, List.of(), Map.of(), null, null, null, Output.AUTO, Orphan.END, false, null);

    /**
     * These options, with what follows from them.
     *
     * @throws IllegalArgumentException if two of them contradict each other
     */
    ChildOptions checked(boolean daemonAtLast) {
        if (orphan == Orphan.END) {
            return this;
        }
        if (daemonAtLast) {
            throw new IllegalArgumentException(
                    "a daemon is ended with its parent, so it cannot be an orphan that is kept:"
                            + " choose daemon(false) or orphan(END)");
        }
        if (output.kind() == Output.Kind.LINES || output.isPrefixed()) {
            throw new IllegalArgumentException("an output of kind " + output.kind()
                    + (output.isPrefixed() ? " with a prefix" : "")
                    + " passes through the parent, which may end before an orphan that is kept:"
                    + " choose Output.file(...), INHERIT or DISCARD, or orphan(END)");
        }
        return output.kind() == Output.Kind.AUTO ? with(Output.INHERIT) : this;
    }

    /** Whether the same JVM would be started with these, but for its name. */
    boolean askForTheJvmOf(ChildOptions other) {
        return Objects.equals(heap, other.heap)
                && jvmArgs.equals(other.jvmArgs)
                && environment.equals(other.environment)
                && Objects.equals(directory, other.directory)
                && Objects.equals(classPath, other.classPath)
                && Objects.equals(javaHome, other.javaHome)
                && output.equals(other.output)
                && orphan == other.orphan
                && policy == other.policy;
    }

    private ChildOptions with(Output other) {
        return new ChildOptions(
                name,
                daemon,
                heap,
                jvmArgs,
                environment,
                directory,
                classPath,
                javaHome,
                other,
                orphan,
                isolated,
                policy);
    }
}
