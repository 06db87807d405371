package dev.offspring.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The comparison as a table in Markdown. */
final class Table {
    private static final String NONE = "–";

    private final List<String> missed = new ArrayList<>();
    private final List<String> unmeasured = new ArrayList<>();
    private final StringBuilder text =
            new StringBuilder("| figure | ours | peer | ratio | goal |\n|---|---:|---:|---:|---:|\n");

    void add(Figure figure, Samples samples) {
        if (figure.peer().isPresent()) {
            addCompared(figure, samples, figure.peer().get());
        } else {
            addAlone(figure, samples);
        }
    }

    private void addCompared(Figure figure, Samples samples, String peerKey) {
        OptionalDouble ours = samples.median(figure.ours());
        OptionalDouble peer = samples.median(peerKey);
        String ratio = NONE;
        if (ours.isPresent() && peer.isPresent()) {
            double reached = figure.ratio(ours.getAsDouble(), peer.getAsDouble());
            ratio = marked(String.format(Locale.ROOT, "%.2f", reached), figure, reached);
        } else {
            unmeasured.add(figure.name());
        }
        String goal = figure.goal().isPresent() ? Double.toString(figure.goal().getAsDouble()) : NONE;
        row(figure.name(), cell(ours, figure.unit()), cell(peer, figure.unit()), ratio, goal);
    }

    private void addAlone(Figure figure, Samples samples) {
        OptionalDouble ours = samples.median(figure.ours());
        String measured = cell(ours, figure.unit());
        if (ours.isPresent()) {
            measured = marked(measured, figure, ours.getAsDouble());
        } else {
            unmeasured.add(figure.name());
        }
        row(figure.name(), measured, NONE, NONE, cell(figure.goal(), figure.unit()));
    }

    /** In bold if the goal is missed. */
    private String marked(String cell, Figure figure, double reached) {
        if (!figure.isMissed(reached)) {
            return cell;
        }
        missed.add(figure.name());
        return "**" + cell + "**";
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Figures that miss their goals. */
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
