package dev.offspring.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.samples.census.ClassFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytecodeCensusTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void census_countsTheWholeJdkAlikeInOneProcessAndInMany() throws Exception {
        Path chart = folder.resolve("charts/census.svg");

        var run = SampleRun.of(BytecodeCensus.class, folder, chart.toString())
                .endedWithProgress()
                .leftNothing();

        int total = ClassFiles.all().size();
        String classes = String.format(Locale.ROOT, "%,d", total);
        List<String> output = run.output();
        assertThat(output.getFirst()).startsWith("What is your JDK made of?").contains(classes + " class files");
        assertThat(run.errors()).anyMatch(line -> line.startsWith("1 process 100 % " + total + "/" + total + ", "));
        assertThat(output)
                .anyMatch(line -> line.matches("largest: /modules/java\\.base/.*\\.class, [\\d,]+ instructions"));
        assertThat(output).anyMatch(line -> line.startsWith(classes + " classes, "));
        assertThat(output.stream().filter(line -> line.contains("█"))).hasSize(20);
        assertThat(output).contains("chart: " + chart);
        assertThat(output).anyMatch(line -> line.matches("1 process: \\d+\\.\\d\\d s"));
        assertThat(output.getLast()).matches("equal: \\d+ processes counted exactly what 1 counts");
        assertThat(Files.readString(chart)).startsWith("<svg").endsWith("</svg>\n");
    }

    /** Property: when the parent is killed in the middle of its work, no process and no file outlives it for long. */
    @Test
    void censusWhoseParentIsKilled_leavesNothing() throws Exception {
        var running = SampleRun.start(
                BytecodeCensus.class, folder, folder.resolve("census.svg").toString());
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> running.process().children().findAny().isPresent());

        running.process().destroyForcibly();

        running.await().leftNothing();
    }
}
