package dev.offspring.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        Orphan orphan) {
    ChildOptions with(Output other) {
        return new ChildOptions(
                name, daemon, heap, jvmArgs, environment, directory, classPath, javaHome, other, orphan);
    }
}
