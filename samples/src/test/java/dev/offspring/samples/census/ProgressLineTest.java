package dev.offspring.samples.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long TENTH_NANOS = 100_000_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long nowNanos;

    @Test
    void onATerminal_oneLineIsWrittenOverAndOver() {
        run(true);

        assertThat(count('\r')).isEqualTo(12); // eleven changes, and the last line at the end
        assertThat(count('\n')).isEqualTo(1);
        assertThat(written()).endsWith("\rtest: 20 of 20 classes (100 %), 1.1 s\n");
    }

    @Test
    void elsewhere_aPlainLineIsWrittenEverySecondAndAtTheEnd() {
        run(false);

        assertThat(written().lines())
                .containsExactly("test: 9 of 20 classes (45 %), 1.0 s", "test: 20 of 20 classes (100 %), 1.1 s");
    }

    private void run(boolean terminal) {
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (var progress = new ProgressLine(out, terminal, "test", 20, () -> nowNanos)) {
            for (int done = 0; done < 10; done++) {
                nowNanos += TENTH_NANOS;
                progress.show(done);
            }
            nowNanos += TENTH_NANOS;
            progress.show(20);
        }
    }

    private long count(char c) {
        return written().chars().filter(written -> written == c).count();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
