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
        int height = TOP + ROW * ranking.entries().size() + ROW;
        add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\""
                + " font-family=\"sans-serif\" font-size=\"13\">", WIDTH, height);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add(svg, "<text x=\"16\" y=\"28\" font-size=\"18\" font-weight=\"bold\">%s</text>", escape(title));
        add(svg, "<text x=\"16\" y=\"48\" fill=\"#555555\">%s</text>", escape(subtitle));
        int y = TOP;
        for (var entry : ranking.entries()) {
            row(svg, entry, ranking.highest(), y);
            y += ROW;
        }
        add(svg, "</svg>");
        return svg.toString();
    }

    private static void row(StringBuilder svg, Ranking.Entry entry, long highest, int y) {
        double length = (double) BARS * entry.count() / Math.max(1, highest);
        int baseline = y + 16;
        add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-family=\"monospace\">%s</text>",
                LABELS - 10, baseline, escape(entry.name()));
        add(svg, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#2f6f9f\"/>",
                LABELS, y + 3, length, ROW - 6);
        add(svg, "<text x=\"%.1f\" y=\"%d\" fill=\"#333333\">%,d  (%.1f %%)</text>",
                LABELS + length + 6, baseline, entry.count(), 100 * entry.part());
    }

    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
