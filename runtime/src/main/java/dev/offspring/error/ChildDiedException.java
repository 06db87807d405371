package dev.offspring.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A child process ended without giving its result: killed, crashed, timed out, exited.
 *
 * <p>The message says all of it at once; the accessors give the parts.
 */
public final class ChildDiedException extends OffspringException {
    private static final long serialVersionUID = 1L;

    private final long pid;
    private final String process;
    private final String target;
    private final String reason;
    private final transient List<String> lastLines;
    private final @Nullable String crashReport;
    private final @Nullable String command;

    /** The whole story of one child's end. */
    public ChildDiedException(
            String message,
            long pid,
            String process,
            String target,
            String reason,
            List<String> lastLines,
            @Nullable String crashReport) {
        this(message, pid, process, target, reason, lastLines, crashReport, null);
    }

    /** As above; {@code command} runs the same alone. */
    public ChildDiedException(
            String message,
            long pid,
            String process,
            String target,
            String reason,
            List<String> lastLines,
            @Nullable String crashReport,
            @Nullable String command) {
        super(message);
        this.pid = pid;
        this.process = process;
        this.target = target;
        this.reason = reason;
        this.lastLines = List.copyOf(lastLines);
        this.crashReport = crashReport;
        this.command = command;
    }

    /** The child's process id. */
    public long pid() {
        return pid;
    }

    /** The child's name, such as {@code thumb-3}. */
    public String process() {
        return process;
    }

    /** The target that it ran, or its label. */
    public String target() {
        return target;
    }

    /** Why it ended, in words: {@code signal 9 (SIGKILL)}. */
    public String reason() {
        return reason;
    }

    /** The last lines of its standard error, oldest first. */
    public List<String> lastLines() {
        return lastLines == null ? List.of() : lastLines;
    }

    /** The JVM's crash report, if it wrote one. */
    public Optional<String> crashReport() {
        return Optional.ofNullable(crashReport);
    }

    /** A line for a shell that runs the same target alone, if its arguments can be typed. */
    public Optional<String> command() {
        return Optional.ofNullable(command);
    }
}
