package dev.offspring.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file is as palantir-java-format writes it. A test rather than a Maven plugin: formatter plugins run in
 * Maven's own JVM, which may be too old to parse Java 25; tests run in the toolchain's.
 */
final class FormatTest {
    private static final List<String> MODULES =
            List.of("annotations", "runtime", "processor", "tests", "samples", "benchmarks");

    @Test
    void sources_areFormatted() throws IOException {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(false)
                .build());
        List<Path> differing =
                sources().filter(file -> differs(formatter, file)).toList();
        assertThat(differing)
                .as("files that -Dformat.update=true would rewrite (see CONTRIBUTING.md)")
                .isEmpty();
    }

    private static boolean differs(Formatter formatter, Path file) {
        try {
            String source = Files.readString(file);
            String ordered = ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR);
            String formatted = formatter.formatSource(ordered);
            if (formatted.equals(source)) {
                return false;
            }
            if (Boolean.getBoolean("format.update")) {
                Files.writeString(file, formatted);
                return false;
            }
            return true;
        } catch (FormatterException e) {
            throw new AssertionError(file + " cannot be parsed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources() {
        return MODULES.stream()
                .map(Path.of("..")::resolve)
                .filter(Files::isDirectory)
                .flatMap(FormatTest::sourcesOf);
    }

    private static Stream<Path> sourcesOf(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("golden"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
