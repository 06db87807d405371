package dev.offspring.samples.census;

import java.util.Locale;

/**
 * A ranking as a picture: an SVG document, which every browser opens.
 *
 * <p>Not a PNG: drawing text into one needs fonts on the machine, and a server or a container often has none.
 */
public final class SvgChart {
    private static final int ROW = 24;
    private static final int TOP = 64;
    private static final int LABELS = 150;
    private static final int BARS = 520;
    private static final int FIGURES = 180;
    private static final int WIDTH = LABELS + BARS + FIGURES;

    private final String title;
    private final String subtitle;

    public SvgChart(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    public String draw(Ranking ranking) {
        var svg = new StringBuilder();
        head(svg, TOP + ROW * ranking.entries().size() + ROW);
        int y = TOP;
        for (var entry : ranking.entries()) {
            row(svg, entry, ranking.highest(), y);
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private void head(StringBuilder svg, int height) {
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="16" y="28" font-size="18" font-weight="bold">%3$s</text>
                <text x="16" y="48" fill="#555555">%4$s</text>
                """, WIDTH, height, escape(title), escape(subtitle)));
    }

    private static void row(StringBuilder svg, Ranking.Entry entry, long highest, int y) {
        double length = (double) BARS * entry.count() / Math.max(1, highest);
        svg.append(String.format(
                Locale.ROOT,
                """
                <text x="%1$d" y="%2$d" text-anchor="end" font-family="monospace">%3$s</text>
                <rect x="%4$d" y="%5$d" width="%6$.1f" height="%7$d" fill="#2f6f9f"/>
                <text x="%8$.1f" y="%2$d" fill="#333333">%9$,d  (%10$.1f %%)</text>
                """,
                LABELS - 10,
                y + 16,
                escape(entry.name()),
                LABELS,
                y + 3,
                length,
                ROW - 6,
                LABELS + length + 6,
                entry.count(),
                100 * entry.part()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
