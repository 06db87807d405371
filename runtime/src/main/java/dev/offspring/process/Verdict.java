package dev.offspring.process;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.OffspringException;
import dev.offspring.error.StartException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import dev.offspring.sync.Inspection;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Throwables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a child's end means: why it ended, its exit code, and its result or the exception in its place. */
final class Verdict<R extends @Nullable Object> {
    private static final int MOST_EVENTS = 8;

    private static final Pattern LONG_CLASS_PATH = Pattern.compile("--class-path ('[^']{120,}'|[^ ']{120,})");

    private final ChildProcess<R> child;
    private final End end;

    Verdict(ChildProcess<R> child, End end) {
        this.child = child;
        this.end = end;
    }

    ExitCause cause() {
        ExitCause decided = child.decided();
        int state = end.report().state();
        if (state == LinkLayout.RETURNED && end.status() == 0) {
            return new ExitCause.Returned();
        }
        if (decided != null) {
            return decided;
        }
        int signal = end.report().signal();
        if (signal != 0 && end.status() == Signals.STATUS_BASE + signal) {
            return new ExitCause.Signalled(signal);
        }
        return switch (state) {
            case LinkLayout.THREW ->
                end.report().detail() == LinkLayout.OUT_OF_MEMORY
                        ? new ExitCause.OutOfMemory()
                        : new ExitCause.Threw(thrown());
            case LinkLayout.EXITING -> wasStoppedFromExiting() ? causeByStatus() : new ExitCause.Exited(end.status());
            case LinkLayout.PARENT_LOST -> new ExitCause.ParentLost();
            default -> causeByStatus();
        };
    }

    /** By a signal: a hook of the program's may take longer than somebody has patience, or crash. */
    private boolean wasStoppedFromExiting() {
        return switch (end.death()) {
            case KILLED, KILLED_FOR_MEMORY -> true;
            case UNKNOWN ->
                end.crashReport() != null
                        || (child.wasKilledFromHere() && end.status() == Signals.STATUS_BASE + Signals.KILL);
            case EXITED, HEAP_FULL -> false;
        };
    }

    private ExitCause causeByStatus() {
        Path report = end.crashReport();
        if (report != null) {
            return new ExitCause.Crashed(CrashReport.problem(report), Optional.of(report));
        }
        return switch (end.death()) {
            case KILLED_FOR_MEMORY -> new ExitCause.KilledByKernelForMemory();
            case HEAP_FULL -> new ExitCause.OutOfMemory();
            case EXITED -> exited(end.status());
            case KILLED, UNKNOWN -> signalled(end.status());
        };
    }

    /** By itself. But a JVM that is told to end by a signal exits too, and before the target began it was the JVM. */
    private ExitCause exited(int status) {
        boolean begun = !Report.hasNotBegun(end.report().state());
        if (!begun && status == Lifeline.STATUS) {
            return new ExitCause.ParentLost();
        }
        boolean told = status == Signals.STATUS_BASE + Signals.INT || status == Signals.STATUS_BASE + Signals.TERM;
        return !begun && told ? new ExitCause.Signalled(status - Signals.STATUS_BASE) : new ExitCause.Exited(status);
    }

    /** By a signal, if the status may mean one. */
    private ExitCause signalled(int status) {
        if (status <= Signals.STATUS_BASE || status > Signals.STATUS_BASE + Signals.LAST) {
            return new ExitCause.Exited(status);
        }
        if (status == Lifeline.STATUS && end.death() == End.Death.UNKNOWN) {
            return new ExitCause.ParentLost();
        }
        return status == Signals.STATUS_BASE + Signals.ABRT
                ? new ExitCause.Crashed("SIGABRT", Optional.empty())
                : new ExitCause.Signalled(status - Signals.STATUS_BASE);
    }

    int exitCode() {
        return switch (cause()) {
            case ExitCause.Signalled signalled -> -signalled.signal();
            case ExitCause.Crashed ignored -> -Signals.ABRT;
            case ExitCause.KilledByKernelForMemory ignored -> -Signals.KILL;
            default -> byStatus(end.status());
        };
    }

    // A child that was ended for its timeout: the status tells only which signal it took.
    private int byStatus(int status) {
        boolean bySignal = child.decided() != null && status > Signals.STATUS_BASE;
        return bySignal ? Signals.STATUS_BASE - status : status;
    }

    R result() {
        TransferException broken = end.broken();
        if (broken != null) {
            throw new TransferException(who() + " sent no readable result: " + broken.getMessage(), broken);
        }
        return switch (end.report().state()) {
            case LinkLayout.RETURNED -> value();
            case LinkLayout.THREW -> throw failure(thrown());
            case LinkLayout.MISMATCH -> throw mismatch();
            default -> throw death(child.task(), null);
        };
    }

    private R value() {
        try (Decoder in = Decoder.ofMessage(end.report().bytes())) {
            return child.task().target().decodeResult(in);
        } catch (RuntimeException e) {
            throw new TransferException(who() + " sent a result that cannot be decoded: " + e.getMessage(), e);
        }
    }

    private Throwable thrown() {
        if (end.report().bytes().length == 0) {
            return new OutOfMemoryError("the child had no memory left to describe what it threw");
        }
        try (Decoder in = new Decoder(end.report().bytes())) {
            return Throwables.read(in);
        } catch (RuntimeException e) {
            return new TransferException("what " + child.name() + " threw cannot be decoded: " + e.getMessage(), e);
        }
    }

    private TaskFailedException failure(Throwable thrown) {
        return new TaskFailedException(who() + " failed in " + child.task() + ": " + thrown, thrown);
    }

    private OffspringException mismatch() {
        Set<String> theirs = new LinkedHashSet<>();
        try (Decoder in = new Decoder(end.report().bytes())) {
            for (int i = in.readInt(); i > 0; i--) {
                theirs.add(in.readString());
            }
        } catch (RuntimeException e) {
            return new TransferException(
                    who() + " runs another version of " + child.task().target().simpleName(), e);
        }
        return otherVersion(who(), child.task().target(), theirs);
    }

    static OffspringException otherVersion(String who, Target<?> target, Collection<String> theirs) {
        Set<String> ours = new LinkedHashSet<>(List.of(target.shape()));
        StringBuilder text = new StringBuilder(who)
                .append(" runs another version of ")
                .append(target.simpleName())
                .append(" than this process: start both from one build of the classes");
        ours.stream()
                .filter(line -> !theirs.contains(line))
                .forEach(line -> text.append("\n  only here:  ").append(line));
        theirs.stream()
                .filter(line -> !ours.contains(line))
                .forEach(line -> text.append("\n  only there: ").append(line));
        return new StartException(text.toString());
    }

    /** {@code task} is what it was at; {@code ranFor} how long, if that is known. */
    ChildDiedException death(Object task, @Nullable Duration ranFor) {
        ExitCause cause = cause();
        String reason = cause.description();
        StringBuilder text = new StringBuilder(who())
                .append(Report.hasNotBegun(end.report().state()) ? " died before it began " : " died in ")
                .append(task)
                .append(": ")
                .append(reason);
        if (ranFor != null && !(cause instanceof ExitCause.TimedOut)) {
            text.append(" after ").append(inWords(ranFor));
        }
        Path report = end.crashReport();
        if (report != null) {
            text.append("\n  crash report: ").append(report);
        }
        String alone = task instanceof Task<?> known ? child.aloneLine(known) : null;
        if (alone != null) {
            text.append("\n  run it alone: ").append(shortened(alone));
        }
        if (!end.report().dump().isEmpty()) {
            text.append("\n  what its threads did when its time was over:");
            end.report().dump().lines().forEach(line -> text.append("\n    ").append(line));
        }
        List<String> lines = CrashReport.withoutAnnouncement(end.lastLines());
        if (!lines.isEmpty()) {
            text.append("\n  last lines of its stderr:");
            lines.forEach(line -> text.append("\n    ").append(line));
        }
        if (end.lastLines().isEmpty()
                && !child.keepsLastLines()
                && Report.hasNotBegun(end.report().state())) {
            text.append("\n  what it said was not kept: start it with output(Output.AUTO) to see it here");
        }
        String events = Inspection.lastEventsOf(child.pid(), MOST_EVENTS);
        if (!events.isEmpty()) {
            text.append("\n  what it did last with what processes share:").append(events);
        }
        return new ChildDiedException(
                text.toString(),
                child.pid(),
                child.name(),
                task.toString(),
                reason,
                end.lastLines(),
                report == null ? null : report.toString(),
                alone);
    }

    /** A class path may be longer than all the rest of a message. */
    private static String shortened(String alone) {
        return LONG_CLASS_PATH.matcher(alone).replaceFirst("--class-path …");
    }

    /** {@code 2.4 s}, {@code 17 ms}. */
    private static String inWords(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000 ? millis + " ms" : millis / 1_000 + "." + millis % 1_000 / 100 + " s";
    }

    private String who() {
        return child.name() + " (pid " + child.pid() + ")";
    }
}
