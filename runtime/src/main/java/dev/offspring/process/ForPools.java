package dev.offspring.process;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.OffspringException;
import dev.offspring.error.TransferException;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pool needs of tasks and children beyond what their users do: a pool takes calls apart, runs many of them in one
 * process, and tells whose fault a process's end was. For the runtime's own packages alone.
 */
public final class ForPools {
    private ForPools() {}

    /** The target that the task calls. */
    public static <R extends @Nullable Object> Target<R> target(Task<R> task) {
        return task.target();
    }

    /** After how long the task is to be ended; null if never. */
    public static @Nullable Duration timeout(Task<?> task) {
        return task.timeout();
    }

    /** Writes the task's arguments. */
    public static void encode(Task<?> task, Encoder out) {
        task.encodeArguments(out);
    }

    /** The name of the class by which another process {@linkplain #find finds} the target. */
    public static String name(Target<?> target) {
        return target.getClass().getName();
    }

    /** {@code Thumbs.thumb}. */
    public static String simpleName(Target<?> target) {
        return target.simpleName();
    }

    /** Of all that the target exchanges. */
    public static long fingerprint(Target<?> target) {
        return target.fingerprint();
    }

    /** What the fingerprint is made of. */
    public static String[] shape(Target<?> target) {
        return target.shape();
    }

    /** What to throw where the other process has another version of the target: its shape there is {@code theirs}. */
    public static OffspringException otherVersion(String who, Target<?> target, List<String> theirs) {
        return Verdict.otherVersion(who, target, theirs);
    }

    /** A target without arguments that does nothing. */
    public static Target<?> rehearsal() {
        return Rehearsal.TARGET;
    }

    /**
     * The target of this launcher main, ready to be called in this process: the class that declares it is initialised, where it
     * can start no process.
     *
     * @throws TransferException if this process has no such class
     */
    public static Target<?> find(String launcherMain) throws Throwable {
        Target<?> target = Target.named(launcherMain);
        target.join();
        Self.targetEnds();
        try {
            Class.forName(target.owner(), true, target.getClass().getClassLoader());
        } catch (ExceptionInInitializerError e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            Self.targetBegins();
        }
        return target;
    }

    /** Reads what {@link #encode} wrote. */
    public static @Nullable Object[] decode(Target<?> target, Decoder in) {
        return target.decode(in);
    }

    /** Calls the method. */
    public static <R extends @Nullable Object> R invoke(Target<R> target, @Nullable Object[] arguments)
            throws Throwable {
        return target.invoke(arguments);
    }

    /** Writes a result. */
    public static <R extends @Nullable Object> void encodeResult(Target<R> target, Encoder out, R result) {
        target.encodeResult(out, result);
    }

    /** Reads what {@link #encodeResult} wrote. */
    public static <R extends @Nullable Object> R decodeResult(Target<R> target, Decoder in) {
        return target.decodeResult(in);
    }

    /** From now on whoever interrupts this process does this, instead of interrupting the thread of its target. */
    public static void onInterrupt(@Nullable Runnable action) {
        Self.onInterrupt(action);
    }

    /** Kills a child and its descendants for a reason that its exit status will not tell; its time over, it first says where it is. */
    public static void kill(ChildProcess<?> child, ExitCause why) {
        child.decide(why);
        if (why instanceof ExitCause.TimedOut) {
            child.afterDump(child::kill);
        } else {
            child.kill();
        }
    }

    /** The end of a child that has ended, told of the task that it ran just then; {@code ranFor} as far as it is known. */
    public static ChildDiedException death(ChildProcess<?> child, Object task, @Nullable Duration ranFor) {
        return child.death(task, ranFor);
    }

    /** Runs something later, for certain, on the thread that sees to deadlines: it must not wait. */
    public static void after(Duration delay, Runnable action) {
        var _ = Family.after(delay, action);
    }
}
