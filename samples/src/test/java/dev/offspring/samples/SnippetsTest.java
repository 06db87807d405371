package dev.offspring.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation shows of pools is cut from the samples: comments and white space aside, and a line of … for what is left out. */
class SnippetsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void snippets_ofTheDocumentationOfPools_areFromSamples() throws IOException {
        assertAreFromSamples(snippets(Files.readString(ROOT.resolve("docs/pool.md"))));
    }

    @Test
    void snippets_ofTheReadmeOnPools_areFromSamples() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int from = readme.indexOf("\n## Pools\n");
        assertThat(from).isPositive();
        assertAreFromSamples(snippets(readme.substring(from, readme.indexOf("\n## ", from + 1))));
    }

    private static List<String> snippets(String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = JAVA.matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static void assertAreFromSamples(List<String> snippets) throws IOException {
        assertThat(snippets).isNotEmpty();
        List<String> sources = sources();
        for (String snippet : snippets) {
            assertThat(sources)
                    .as("no sample has%n%s", snippet)
                    .anyMatch(source -> parts(snippet).stream().allMatch(source::contains));
        }
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> all = new ArrayList<>();
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                all.add(bare(Files.readString(file)));
            }
            return all;
        }
    }

    private static List<String> parts(String snippet) {
        return Pattern.compile("^\\s*…\\s*$", Pattern.MULTILINE)
                .splitAsStream(snippet)
                .map(SnippetsTest::bare)
                .toList();
    }

    private static String bare(String code) {
        return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", " ").strip();
    }
}
