package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Property: where the class path begins with a folder, a cached child has the runtime as modules, and nothing that its program can
 * see is another: not the class path, nor the class loader, nor what its own children are. Workers of pools have a cache of their own.
 */
final class CachedModulesTest {
    @TempDir
    private Path temp;

    @Test
    void folderFirst_runtimeIsModules_classPathAndLoaderAsTheyWere() throws Exception {
        assertThat(look()).containsExactlyInAnyOrderElementsOf(seen("dev.offspring.runtime"));
    }

    /** Kryo, as a module, would not be of {@code ALL-UNNAMED}. */
    @Test
    void packagesOpenedForTheClassPath_areSoForKryo() throws Exception {
        assertThat(look("--add-opens=java.base/java.util=ALL-UNNAMED"))
                .containsExactlyInAnyOrderElementsOf(seen("null"));
    }

    private static List<String> seen(String runtime) {
        List<String> lines = new ArrayList<>();
        for (String process : List.of("", "worker.", "grandchild.", "warm.")) {
            lines.addAll(Stream.of(
                            "cached=true",
                            "runtime=" + runtime,
                            "program=null",
                            "loader=true",
                            "path=true",
                            "kryo=[a]:3",
                            "resource=file")
                    .map(line -> process + line)
                    .toList());
        }
        lines.add("pool=[1, 4, 9]");
        lines.add("one for both=false");
        lines.add("small as a child=true");
        lines.add("spare as a child=true");
        return lines;
    }

    private List<String> look(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(options));
        words.add("-Doffspring.cache=" + temp);
        try (TestJvm jvm = TestJvm.start(CachedModules.class, words.toArray(String[]::new))) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            return jvm.output().lines().toList();
        }
    }
}
