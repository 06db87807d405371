package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words for and from shells, files of arguments, variables. */
final class WordsTest {
    @Test
    void variable_isPartedAtWhiteSpaceOutsideQuotes() {
        assertThat(OptionWords.of("  -Da='one two'\t\"-Db=it's\" -Dc= '' \n-Dd=x\"y z\"w "))
                .containsExactly("-Da=one two", "-Db=it's", "-Dc=", "", "-Dd=xy zw");
        assertThat(OptionWords.of("")).isEmpty();
    }

    @Test
    void shellLine_quotesWhatAShellWouldTakeApart() {
        assertThat(new ShellLine()
                        .raw("cd")
                        .word("/a b")
                        .raw("&&")
                        .assignment("K", "$x")
                        .word("it's")
                        .word("plain-1.2/x")
                        .word("")
                        .toString())
                .isEqualTo("cd '/a b' && K='$x' 'it'\\''s' plain-1.2/x ''");
    }

    @Test
    void argumentFile_escapesWhatJavaUnescapes() {
        assertThat(ArgumentFile.text(List.of("a b", "c\\d\"e\nf"))).isEqualTo("\"a b\"\n\"c\\\\d\\\"e\\nf\"\n");
        assertThat(ArgumentFile.isNeeded(List.of("short"))).isFalse();
        assertThat(ArgumentFile.isNeeded(List.of("x".repeat(110_000)))).isTrue();
        assertThat(ArgumentFile.isNeeded(List.of("道".repeat(40_000))))
                .as("three bytes each")
                .isTrue();
        assertThat(ArgumentFile.isNeeded(java.util.Collections.nCopies(5_000, "x".repeat(100))))
                .isTrue();
    }

    /** A child in another working directory would take it for another folder. */
    @Test
    void folderOfCachesThatIsRelative_isMadeAbsoluteForChildren() {
        assertThat(ClassCache.inherited("caches"))
                .containsExactly("-Doffspring.cache=" + Path.of("caches").toAbsolutePath());
        for (String other : Arrays.asList(null, "on", "off", "", "/var/caches")) {
            assertThat(ClassCache.inherited(other)).isEmpty();
        }
    }

    @Test
    void arguments_areTheWordsThatMakeThem() {
        assertThat(CommandLine.words(
                        Arrays.asList("a b", 7, true, 'c', Duration.ofSeconds(5), new int[] {1, 2}, Path.of("x"))))
                .containsExactly("a b", "7", "true", "c", "PT5S", "1", "2", "x");
        assertThat(CommandLine.words(Arrays.asList(new File("f"), BigInteger.TEN, Thread.State.NEW)))
                .containsExactly("f", "10", "NEW");
    }

    @Test
    void argumentsThatNoWordCanSay_areNone() {
        assertThat(CommandLine.words(Arrays.asList("a", null))).isNull();
        assertThat(CommandLine.words(List.of(List.of(1)))).isNull();
        assertThat(CommandLine.words(List.of("a\0b"))).isNull();
    }
}
