package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a {@link ProgressBar} shows. */
final class ProgressBarTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong(-5);

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private ProgressBar bar(boolean terminal) {
        return ProgressBar.of("thumbs").on(out, terminal, now::get);
    }

    private void after(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void items(ProgressBar bar, int count) {
        for (int i = 0; i < count; i++) {
            bar.done("item", null);
        }
    }

    @Test
    void plainLines_comeEveryFiveSecondsAndAtTheEnd() {
        ProgressBar bar = bar(false);
        bar.begin(1_000);
        items(bar, 100);
        assertThat(shown()).isEmpty();
        after(5_000);
        bar.done("item", new IllegalStateException());
        items(bar, 100);
        after(5_000);
        bar.end();
        List<String> lines = shown().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isEqualTo("thumbs  10 % 101/1000, 20.2/s, 0:44 left, 1 failed");
        assertThat(lines.getLast()).isEqualTo("thumbs  20 % 201/1000, 20.1/s, 0:39 left, 1 failed");
    }

    @Test
    void terminal_hasOneLineThatIsDrawnAnew() {
        ProgressBar bar = bar(true);
        bar.begin(200);
        for (int i = 0; i < 200; i++) {
            after(10);
            bar.done("item", null);
        }
        bar.end();
        String[] drawn = shown().split("\r");
        assertThat(drawn).hasSizeBetween(20, 23); // ten times a second at most, and at the end
        assertThat(shown()).containsOnlyOnce(System.lineSeparator()).endsWith(System.lineSeparator());
        assertThat(drawn[10])
                .contains("thumbs")
                .contains(" 50 % ")
                .contains("100/200")
                .contains("█")
                .contains("░");
        assertThat(drawn[drawn.length - 1].strip())
                .isEqualTo("thumbs 100 % " + "█".repeat(20) + " 200/200, 100/s, 0:02");
    }

    /** A line that is shorter than the one before leaves nothing of it on the screen. */
    @Test
    void terminalLine_coversTheOneBefore() {
        ProgressBar bar = bar(true);
        bar.begin(1_000);
        after(100_000);
        bar.done("item", null);
        int longest = shown().length();
        after(1_000);
        items(bar, 998);
        after(100);
        bar.done("item", null);
        String last = shown().substring(shown().lastIndexOf('\r'));
        assertThat(last.length()).isGreaterThanOrEqualTo(longest);
    }

    @Test
    void totalThatIsNotKnown_isLeftOut() {
        ProgressBar bar = bar(false);
        bar.begin(-1);
        after(2_000);
        items(bar, 7);
        bar.end();
        assertThat(shown().strip()).isEqualTo("thumbs  7, 3.5/s, 0:02");
    }

    @Test
    void weights_areShownInTheirUnit() {
        ProgressBar bar = ProgressBar.of("files")
                .<Long>weighing(Long::longValue, "B", 4_000_000)
                .on(out, false, now::get);
        bar.begin(3);
        after(1_000);
        bar.done(1_500_000L, null);
        bar.done(500_000L, null);
        bar.end();
        assertThat(shown().strip()).isEqualTo("files  50 % 2.0 MB/4.0 MB, 2.0 MB/s, 0:01 left");
    }

    @Test
    void weightsOfUnknownTotal_haveNoPart() {
        ProgressBar bar =
                ProgressBar.of("files").<Long>weighing(Long::longValue, "B", -1).on(out, false, now::get);
        bar.begin(3);
        after(10_000);
        bar.done(50L, null);
        bar.end();
        assertThat(shown().lines().toList().getLast()).isEqualTo("files  50 B, 5.0 B/s, 0:10");
    }

    @Test
    void nothingToDo_isShownAtTheEnd() {
        ProgressBar bar = bar(false);
        bar.begin(0);
        bar.end();
        assertThat(shown().strip()).isEqualTo("thumbs  0/0, 0.0/s, 0:00");
    }

    @Test
    void longTimes_haveHours() {
        ProgressBar bar = bar(false);
        bar.begin(10_000);
        after(3_723_000);
        bar.done("item", null);
        assertThat(shown()).contains("left");
        items(bar, 9_999);
        bar.end();
        assertThat(shown()).contains("10000/10000").contains("1:02:03");
    }

    /** It may be used for one map after the other. */
    @Test
    void secondMap_beginsAtZero() {
        ProgressBar bar = bar(false);
        for (int i = 0; i < 2; i++) {
            bar.begin(2);
            after(1_000);
            items(bar, 2);
            bar.end();
        }
        assertThat(shown().lines()).containsExactly("thumbs 100 % 2/2, 2.0/s, 0:01", "thumbs 100 % 2/2, 2.0/s, 0:01");
    }
}
