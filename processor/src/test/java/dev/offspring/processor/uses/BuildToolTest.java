package dev.offspring.processor.uses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.ToolRun;
import dev.offspring.processor.ToolRun.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Direct uses are found as builds run javac. */
class BuildToolTest {
    private static final String STATS = """
            package demo;

            import dev.offspring.annotation.Shared;

            public class Stats {
                @Shared public int hits = 5;
                @Shared(length = 8) private String label = "a";
                @Shared public static long total = 100;
            }
            """;

    private static final String GOOD = """
            package demo;

            class Job {
                int run() {
                    return StatsShared.create().hits();
                }
            }
            """;

    private static final String BAD = """
            package demo;

            class Job {
                int run() {
                    return new Stats().hits;
                }
            }
            """;

    @TempDir
    Path folder;

    private ToolRun javac;
    private Path stats;

    BuildToolTest() {}

    @BeforeEach
    void writeTemplate() throws IOException {
        javac = new ToolRun(folder);
        stats = javac.write("src/demo/Stats.java", STATS);
    }

    @Test
    void offendingClass_failsAndLeavesNoClassFile() throws IOException {
        Path job = javac.write("src/demo/Job.java", BAD);

        Outcome outcome = javac.compile("out", List.of(job, stats));

        assertThat(outcome.isSuccess()).isFalse();
        assertThat(outcome.output()).contains("Job.java:5: error: [OFF501]");
        assertThat(folder.resolve("out/demo/Job.class")).doesNotExist();
    }

    @Test
    void correctClass_compiles() throws IOException {
        Path job = javac.write("src/demo/Job.java", GOOD);

        Outcome outcome = javac.compile("out", List.of(stats, job), "-Werror");

        assertThat(outcome.output()).isEmpty();
        assertThat(folder.resolve("out/demo/Job.class")).exists();
        assertThat(folder.resolve("out/demo/StatsShared.class")).exists();
    }

    @Test
    void withRelease_offendingClassFails() throws IOException {
        Path job = javac.write("src/demo/Job.java", BAD);

        Outcome outcome = javac.compile("out", List.of(stats, job), "--release", "25");

        assertThat(outcome.output()).contains("[OFF501]");
    }

    @Test
    void oneFileCompiledAgain_isCheckedAgainstClassFiles() throws IOException {
        javac.compile("out", List.of(stats));
        Path job = javac.write("src/demo/Job.java", BAD);

        Outcome outcome = javac.compile("out", List.of(job));

        assertThat(outcome.isSuccess()).isFalse();
        assertThat(outcome.output()).contains("Job.java:5: error: [OFF501]");
    }

    @Test
    void templateCompiledAgain_writesItsAccessorsAgain() throws IOException {
        javac.compile("out", List.of(stats));
        stats = javac.write("src/demo/Stats.java", STATS.replace("public int hits", "public long hits"));
        Path job = javac.write("src/demo/Job.java", GOOD.replace("int run", "long run"));

        assertThat(javac.compile("out", List.of(stats, job)).output()).isEmpty();
    }

    @Test
    void structOfALibrary_isNestedWithTheSizeThatItWasCompiledWith() throws IOException {
        javac.compile("library", List.of(stats));
        Path outer = javac.write("src/app/Outer.java", """
                package app;

                import demo.Stats;
                import dev.offspring.annotation.Shared;

                class Outer {
                    @Shared Stats first;
                    @Shared Stats second;
                }
                """);

        Outcome outcome = javac.compile("app", List.of(outer), "-cp", libraryPath());

        assertThat(outcome.output()).isEmpty();
        assertThat(folder.resolve("app/app/OuterShared.java")).content().contains("new StatsShared(this, 40L)");
    }

    @Test
    void libraryCompiledWithoutProcessor_isReportedAtTheField() throws IOException {
        javac.compile("library", List.of(stats), "-proc:none");
        Path outer = javac.write("src/app/Outer.java", """
                package app;

                class Outer {
                    @dev.offspring.annotation.Shared demo.Stats first;
                }
                """);

        Outcome outcome = javac.compile("app", List.of(outer), "-cp", libraryPath());

        assertThat(outcome.output().replace(System.lineSeparator(), "\n"))
                .contains(
                        "Outer.java:4: error: [OFF220] @Shared field 'first' is of type Stats, whose library was compiled"
                                + " without this processor: demo.StatsShared is missing\n")
                .contains("      fix: compile that library with offspring-processor on its annotationProcessorPaths\n");
    }

    private String libraryPath() {
        return folder.resolve("library") + File.pathSeparator + System.getProperty("java.class.path");
    }
}
