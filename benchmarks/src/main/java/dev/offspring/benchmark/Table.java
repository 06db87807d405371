package dev.offspring.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The comparison as a table in Markdown. */
final class Table {
    private final List<String> missed = new ArrayList<>();
    private final List<String> unmeasured = new ArrayList<>();
    private final StringBuilder text =
            new StringBuilder("| figure | ours | peer | ratio | goal |\n|---|---:|---:|---:|---:|\n");

    void add(Figure figure, Samples samples) {
        OptionalDouble ours = samples.median(figure.ours());
        OptionalDouble peer = samples.median(figure.peer());
        String ratio = "–";
        if (ours.isPresent() && peer.isPresent()) {
            double reached = figure.ratio(ours.getAsDouble(), peer.getAsDouble());
            ratio = String.format(Locale.ROOT, "%.2f", reached);
            if (figure.goal().isPresent() && reached < figure.goal().getAsDouble()) {
                missed.add(figure.name());
                ratio = "**" + ratio + "**";
            }
        } else {
            unmeasured.add(figure.name());
        }
        text.append("| ").append(figure.name());
        text.append(" | ").append(cell(ours, figure.unit()));
        text.append(" | ").append(cell(peer, figure.unit()));
        text.append(" | ").append(ratio);
        text.append(" | ")
                .append(
                        figure.goal().isPresent()
                                ? Double.toString(figure.goal().getAsDouble())
                                : "–");
        text.append(" |\n");
    }

    /** Figures whose ratio is below its goal. */
    List<String> missed() {
        return missed;
    }

    /** Figures of which one side could not be measured. */
    List<String> unmeasured() {
        return unmeasured;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String cell(OptionalDouble value, String unit) {
        return value.isPresent() ? number(value.getAsDouble()) + " " + unit : "not measured";
    }

    /** Three digits that count, thousands grouped. */
    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
