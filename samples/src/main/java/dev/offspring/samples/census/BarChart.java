package dev.offspring.samples.census;

import java.nio.charset.Charset;
import java.util.Locale;

/** A ranking as lines of text, a bar to each. */
public final class BarChart {
    private static final int WIDTH = 40;

    private final String block;

    /** A chart for a stream that writes {@code charset}: where that has no block character, bars are made of {@code #}. */
    public BarChart(Charset charset) {
        block = charset.newEncoder().canEncode('█') ? "█" : "#";
    }

    public String draw(Ranking ranking) {
        var text = new StringBuilder();
        for (var entry : ranking.entries()) {
            int length = Math.toIntExact(Math.round((double) WIDTH * entry.count() / Math.max(1, ranking.highest())));
            text.append(String.format(
                    Locale.ROOT,
                    "%-16s %,11d %5.1f %%  %s%n",
                    entry.name(),
                    entry.count(),
                    100 * entry.part(),
                    block.repeat(length)));
        }
        return text.toString();
    }
}
