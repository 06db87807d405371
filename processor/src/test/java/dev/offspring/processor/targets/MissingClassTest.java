package dev.offspring.processor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library's class needs one that is not on the class path: the compiler would not say so. */
final class MissingClassTest {
    @TempDir
    private Path folder;

    @Test
    void classThatALibraryNeeds_isNamed() throws IOException {
        var run = new ToolRun(folder);
        Path order = run.write("lib/Order.java", "package lib; public record Order(int id, Money price) {}");
        Path money = run.write("lib/Money.java", "package lib; public record Money(long cents) {}");
        assertThat(run.compile("classes", List.of(order, money)).isSuccess()).isTrue();
        Files.delete(folder.resolve("classes/lib/Money.class"));
        Path job = run.write("demo/Job.java", """
                package demo;

                import dev.offspring.annotation.ProcessTarget;

                final class Job {
                    @ProcessTarget
                    static void run(lib.Order order) {}
                }
                """);

        var outcome = run.compile("classes", List.of(job));

        assertThat(outcome.isSuccess()).isFalse();
        assertThat(outcome.output()).contains("[OFF308] ").contains("lib.Money");
    }
}
