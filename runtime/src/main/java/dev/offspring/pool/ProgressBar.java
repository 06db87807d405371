package dev.offspring.pool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how a map gets on: how much is done, how fast, how long it will take.
 *
 * <pre>{@code
 * pool.watched(ProgressBar.of("thumbs")).map(ThumbsTargets::thumb, files);
 *
 * thumbs  43 % ████████▌░░░░░░░░░░░ 430/1000, 52.1/s, 0:11 left, 3 failed
 * }</pre>
 *
 * <p>On a terminal it is one line, drawn anew ten times a second at most; elsewhere a plain line every five seconds and one at the
 * end. For one map at a time.
 */
public final class ProgressBar implements Progress {
    private static final int CELLS = 20;
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String PARTS = " ▏▎▍▌▋▊▉█";
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private final String title;
    private final String unit;
    private final @Nullable ToLongFunction<Object> weights;
    private final long totalWeight;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier clock;

    private long total;
    private long weight;
    private long failed;
    private long since;
    private long drawn;
    private int width;

    private ProgressBar(
            String title,
            String unit,
            @Nullable ToLongFunction<Object> weights,
            long totalWeight,
            PrintStream out,
            boolean terminal,
            LongSupplier clock) {
        this.title = title;
        this.unit = unit;
        this.weights = weights;
        this.totalWeight = totalWeight;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** One that counts items. */
    public static ProgressBar of(String title) {
        return new ProgressBar(
                Objects.requireNonNull(title, "title"),
                "",
                null,
                Batch.UNKNOWN,
                System.err,
                isTerminal(),
                System::nanoTime);
    }

    /**
     * The same, which counts something else than items, such as bytes: {@code weighing(file -> size(file), "B", sizeOfAll)}.
     *
     * @param total of all items; −1 if it is not known
     */
    @SuppressWarnings("unchecked") // whoever watches a map knows its items
    public <T> ProgressBar weighing(ToLongFunction<T> weight, String unit, long total) {
        return new ProgressBar(
                title, unit, (ToLongFunction<Object>) (ToLongFunction<?>) weight, total, out, terminal, clock);
    }

    /** For tests: the same somewhere else. */
    ProgressBar on(PrintStream other, boolean isTerminal, LongSupplier otherClock) {
        return new ProgressBar(title, unit, weights, totalWeight, other, isTerminal, otherClock);
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a plain line is right everywhere
        }
    }

    @Override
    public void begin(long items) {
        total = weights == null ? items : totalWeight;
        weight = 0;
        failed = 0;
        since = clock.getAsLong();
        drawn = since;
    }

    @Override
    public void done(@Nullable Object item, @Nullable RuntimeException failure) {
        weight += weights == null ? 1 : weights.applyAsLong(item);
        failed += failure == null ? 0 : 1;
        long now = clock.getAsLong();
        boolean last = total > 0 && weight >= total; // the end shows it
        if (!last && now - drawn >= (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            drawn = now;
            show(line(now), false);
        }
    }

    @Override
    public void end() {
        show(line(clock.getAsLong()), true);
    }

    private void show(String line, boolean last) {
        if (!terminal) {
            out.println(line);
            return;
        }
        // What the last one had more is blanked out.
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (last ? System.lineSeparator() : ""));
        out.flush();
        width = line.length();
    }

    private String line(long now) {
        double seconds = (now - since) / 1e9;
        double rate = seconds > 0 ? weight / seconds : 0;
        StringBuilder line = new StringBuilder(title);
        if (total > 0) {
            double part = Math.min(1, (double) weight / total);
            line.append(String.format(Locale.ROOT, " %3d %% ", (int) (100 * part)));
            line.append(terminal ? bar(part) + " " : "");
        } else {
            line.append("  ");
        }
        line.append(inUnits(weight));
        if (total >= 0) {
            line.append('/').append(inUnits(total));
        }
        line.append(", ")
                .append(rate >= 100 ? inUnits((long) rate) : rounded(rate))
                .append(rate >= 100 || unit.isEmpty() ? "" : " " + unit);
        line.append("/s");
        if (total > 0 && weight < total && rate > 0) {
            line.append(", ").append(inWords((long) ((total - weight) / rate))).append(" left");
        } else {
            line.append(", ").append(inWords((long) seconds));
        }
        if (failed > 0) {
            line.append(", ").append(failed).append(" failed");
        }
        return line.toString();
    }

    private static String bar(double part) {
        int eighths = (int) Math.round(part * CELLS * 8);
        StringBuilder bar = new StringBuilder();
        for (int i = 0; i < CELLS; i++) {
            int here = Math.clamp(eighths - 8L * i, 0, 8);
            bar.append(here == 0 ? '░' : PARTS.charAt(here));
        }
        return bar.toString();
    }

    private String inUnits(long value) {
        if (unit.isEmpty()) {
            return Long.toString(value);
        }
        double scaled = value;
        int step = 0;
        while (scaled >= 1000 && step < UNITS.length - 1) {
            scaled /= 1000;
            step++;
        }
        return (step == 0 ? Long.toString(value) : rounded(scaled)) + " " + UNITS[step] + unit;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** {@code 0:11}, {@code 1:02:03}. */
    private static String inWords(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
