package dev.offspring.process;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a child's standard output and standard error go.
 *
 * <p>Whatever is chosen, a child never waits for a reader, and the parent keeps the end of standard error for reports
 * (not with {@link #INHERIT} and {@link #DISCARD}).
 */
public final class Output {
    /**
     * Standard output goes straight to the terminal if the parent writes to one, else through the parent's
     * {@code System.out}, line by line; standard error always goes through the parent's {@code System.err}.
     */
    public static final Output AUTO = new Output(Kind.AUTO, null, null, false);

    /** Both go where the parent's own go, without passing through the parent. */
    public static final Output INHERIT = new Output(Kind.INHERIT, null, null, false);

    /** Both go nowhere. */
    public static final Output DISCARD = new Output(Kind.DISCARD, null, null, false);

    /** Children write as this process would: by its locale, or as its command line says. */
    private static final Charset OF_CHILDREN = Charset.forName(
            System.getProperty("stderr.encoding", Charset.defaultCharset().name()), Charset.defaultCharset());

    enum Kind {
        AUTO,
        INHERIT,
        DISCARD,
        FILE,
        LINES
    }

    private final Kind kind;
    private final @Nullable Path file;
    private final @Nullable Consumer<String> consumer;
    private final boolean prefixed;

    private Output(Kind kind, @Nullable Path file, @Nullable Consumer<String> consumer, boolean prefixed) {
        this.kind = kind;
        this.file = file;
        this.consumer = consumer;
        this.prefixed = prefixed;
    }

    /** Both are appended to {@code file}. */
    public static Output file(Path file) {
        return new Output(Kind.FILE, Objects.requireNonNull(file, "file"), null, false);
    }

    /**
     * Each line of either is handed to {@code consumer}, without its line end, on one thread of the parent that does
     * nothing else. A consumer that is slow keeps nobody waiting but {@code join()}: lines wait in memory, many of them in a
     * temporary file. What it throws goes to its thread's uncaught-exception handler, once; the lines after it are dropped.
     * A line of more than 64 KiB comes in pieces.
     */
    public static Output lines(Consumer<String> consumer) {
        return new Output(Kind.LINES, null, Objects.requireNonNull(consumer, "consumer"), false);
    }

    /**
     * The same, through the parent, with the child's name before each line: {@code [greet-1] hello}.
     *
     * @throws IllegalStateException for {@link #INHERIT} and {@link #DISCARD}, which do not pass through the parent
     */
    public Output prefixed() {
        if (kind == Kind.INHERIT || kind == Kind.DISCARD) {
            throw new IllegalStateException(
                    "output of kind " + kind + " does not pass through the parent, so that it can"
                            + " get no prefix: use AUTO, file(...) or lines(...)");
        }
        return new Output(kind, file, consumer, true);
    }

    Kind kind() {
        return kind;
    }

    boolean isPrefixed() {
        return prefixed;
    }

    /** Whether this process reads it. */
    boolean isRead() {
        return kind != Kind.INHERIT && kind != Kind.DISCARD;
    }

    /** In which the child writes what this process reads. */
    Charset charset() {
        return kind == Kind.LINES ? StandardCharsets.UTF_8 : OF_CHILDREN;
    }

    Path path() {
        return Objects.requireNonNull(file, "only an output of kind FILE has a path");
    }

    Consumer<String> consumer() {
        return Objects.requireNonNull(consumer, "only an output of kind LINES has a consumer");
    }
}
