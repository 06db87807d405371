package dev.offspring.samples.census;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a run has come: one line that is written over and over on a terminal, a plain line every second otherwise. The
 * last line, written by {@link #close()}, is there in either case.
 */
public final class ProgressLine implements AutoCloseable {
    private final PrintStream out;
    private final boolean terminal;
    private final String label;
    private final long total;
    private final LongSupplier clockNanos;
    private final long startNanos;
    private long done;
    private long shownNanos;

    ProgressLine(PrintStream out, boolean terminal, String label, long total, LongSupplier clockNanos) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
        this.total = total;
        this.clockNanos = clockNanos;
        startNanos = clockNanos.getAsLong();
        shownNanos = startNanos;
    }

    /** A line on standard output. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal
    public static ProgressLine onStandardOutput(String label, long total) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new ProgressLine(System.out, terminal, label, total, System::nanoTime);
    }

    /** How often it is worth calling {@link #show}. */
    public Duration period() {
        return terminal ? Duration.ofMillis(100) : Duration.ofSeconds(1);
    }

    /** Shows that so many are done, unless the line was shown a moment ago. */
    public void show(long nowDone) {
        done = nowDone;
        long now = clockNanos.getAsLong();
        if (now - shownNanos >= period().toNanos()) {
            shownNanos = now;
            write(now);
        }
    }

    @Override
    public void close() {
        write(clockNanos.getAsLong());
        if (terminal) {
            out.println();
        }
    }

    private void write(long now) {
        String line = String.format(
                Locale.ROOT,
                "%s: %,d of %,d classes (%d %%), %.1f s",
                label,
                done,
                total,
                total == 0 ? 100 : 100 * done / total,
                (now - startNanos) / 1e9);
        if (terminal) {
            out.print("\r" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }
}
