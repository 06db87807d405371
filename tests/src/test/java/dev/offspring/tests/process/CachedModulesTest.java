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
        List<String> said = look();
        String ours = first(said, "ours");
        // The JDK gives a module's place three slashes, and looks on the class path as well.
        String ofModule = ours.replace("[jar:file:/", "[jar:file:///").replace("]", ", ") + ours.substring(1);
        assertThat(said).containsExactlyInAnyOrderElementsOf(seen("dev.offspring.runtime", ofModule, said));
    }

    /** Kryo, as a module, would not be of {@code ALL-UNNAMED}. */
    @Test
    void packagesOpenedForTheClassPath_areSoForKryo() throws Exception {
        List<String> said = look("--add-opens=java.base/java.util=ALL-UNNAMED");
        assertThat(said).containsExactlyInAnyOrderElementsOf(seen("null", first(said, "ours"), said));
    }

    /** What the first child, which has no cache, says that a resource's URLs are. */
    private static String first(List<String> said, String resource) {
        String of = "first." + resource + "=";
        return said.stream()
                .filter(line -> line.startsWith(of))
                .map(line -> line.substring(of.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(of + " is not in " + said));
    }

    private static List<String> seen(String runtime, String ours, List<String> said) {
        String folder = first(said, "folder");
        String jar = first(said, "jar");
        assertThat(folder).startsWith("[file:/").doesNotContain(", ");
        assertThat(List.of(jar, ours)).allMatch(urls -> urls.startsWith("[jar:file:/"));
        List<String> lines = new ArrayList<>(List.of("first.cached=false", "first.folder=" + folder));
        lines.addAll(List.of("first.jar=" + jar, "first.ours=" + first(said, "ours")));
        for (String process : List.of("", "worker.", "grandchild.", "warm.")) {
            lines.addAll(Stream.of(
                            "cached=true",
                            "runtime=" + runtime,
                            "program=null",
                            "loader=true",
                            "path=true",
                            "kryo=[a]:3",
                            "folder=" + folder,
                            "jar=" + jar,
                            "ours=" + ours)
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
