package dev.offspring.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.report.NameRule;
import dev.offspring.processor.report.Rule;
import dev.offspring.processor.report.SharedRule;
import dev.offspring.processor.report.TargetRule;
import dev.offspring.processor.report.TravelRule;
import dev.offspring.processor.report.UseRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/errors.md and the rules agree, and what the page shows as wrong is reported with the code that it says. */
final class ErrorsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final Pattern SECTION =
            Pattern.compile("^### (OFF\\d{3})\\b.*?(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    /** A class that is missing from a library takes more than a source: see {@code MissingClassTest}. */
    private static final Set<String> TESTED_ELSEWHERE = Set.of("OFF308");

    @Test
    void page_listsExactlyTheRules() throws IOException {
        List<String> codes = rules().map(Rule::code).toList();

        assertThat(codes).doesNotHaveDuplicates();
        assertThat(sections().stream().map(section -> section.group(1))).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void rules_haveProblemAndFix() {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.problem()).doesNotEndWith(".");
            assertThat(rule.fix()).isNotBlank();
        });
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (MatchResult section : sections()) {
            String code = section.group(1);
            // Those of shared fields have tests of their own, with lines and whole messages.
            boolean isShared = code.startsWith("OFF2") || code.startsWith("OFF5");
            if (!isShared && !TESTED_ELSEWHERE.contains(code)) {
                var found = EXAMPLE.matcher(section.group());
                assertThat(found.find()).as("example of " + code).isTrue();
                examples.add(new Example(code, found.group(1)));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isReportedWithItsCode(Example example) {
        Compiled compiled = Compiled.of(example.source());

        assertThat(compiled.compilation().errors().stream().map(error -> error.getMessage(Locale.ROOT)))
                .anySatisfy(message -> assertThat(message)
                        .startsWith("[" + example.code() + "] ")
                        .contains("fix: "));
    }

    private static List<MatchResult> sections() throws IOException {
        return SECTION.matcher(Files.readString(PAGE)).results().toList();
    }

    private static Stream<Rule> rules() {
        return Stream.<Rule[]>of(
                        TargetRule.values(),
                        SharedRule.values(),
                        TravelRule.values(),
                        NameRule.values(),
                        UseRule.values())
                .flatMap(Stream::of);
    }

    record Example(String code, String source) {
        @Override
        public String toString() {
            return code;
        }
    }
}
