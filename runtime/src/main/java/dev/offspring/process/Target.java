package dev.offspring.process;

import dev.offspring.error.TransferException;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A method that runs in processes of its own: how its arguments and its result travel, and the direct call.
 *
 * <p>For generated code alone: every generated launcher main extends this class. Its methods are called by both sides,
 * the parent that starts the task and the child that runs it.
 *
 * @param <R> what the method returns; {@code Void} for none
 */
public abstract class Target<R extends @Nullable Object> {
    private static final String[] NO_SHAPE = {};

    /** All that this process has met, by their class: how a process that runs many is told which one. */
    private static final Map<String, Target<?>> KNOWN = new ConcurrentHashMap<>();

    private final String owner;
    private final String name;
    private final long fingerprint;
    private boolean joined;
    private long timeoutMillis;
    private @Nullable String heap;
    private int retries;

    /**
     * A target.
     *
     * @param owner the binary name of the class that declares the method
     * @param name the target's name
     * @param fingerprint of everything that its processes exchange: equal in parent and child, or nothing is exchanged
     */
    @SuppressWarnings("this-escape") // whoever asks for it has initialised its class, and waited for that
    protected Target(String owner, String name, long fingerprint) {
        this.owner = owner;
        this.name = name;
        this.fingerprint = fingerprint;
        KNOWN.put(getClass().getName(), this);
    }

    static Target<?> named(String launcherMain) {
        try {
            Class.forName(launcherMain, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new TransferException(
                    "this process has no class " + launcherMain + ": start both sides from one build of the classes",
                    e);
        }
        Target<?> target = KNOWN.get(launcherMain);
        if (target == null) {
            throw new TransferException(launcherMain + " is no launcher main of offspring");
        }
        return target;
    }

    /** What the annotation says of every call; 0, null and 0 where it says nothing. */
    protected final void defaults(long timeoutMillis, @Nullable String heap, int retries) {
        this.timeoutMillis = timeoutMillis;
        this.heap = heap == null ? null : checkedHeap(heap);
        this.retries = retries;
    }

    /** A call with these arguments. */
    protected final Task<R> task(@Nullable Object... arguments) {
        return new Task<>(this, arguments);
    }

    /** Whether it may be {@linkplain #rehearse rehearsed} before anybody asks for it: one of the runtime's own, which no user's class is. */
    protected boolean isRehearsed() {
        return false;
    }

    /** Does what its processes do first, so that its classes are there in a spare, or in a class-data cache. {@code file} is one that may be mapped. */
    protected void rehearse(String file) throws Exception {
        throw new UnsupportedOperationException(this + " cannot be rehearsed with " + file);
    }

    /** Writes the arguments. */
    protected abstract void encode(Encoder out, @Nullable Object[] arguments);

    /** Reads what {@link #encode} wrote. */
    protected abstract @Nullable Object[] decode(Decoder in);

    /** Calls the method. */
    protected abstract R invoke(@Nullable Object[] arguments) throws Throwable;

    /** Writes the result; by default there is none. */
    protected void encodeResult(Encoder out, R result) {}

    /** Reads what {@link #encodeResult} wrote. */
    // Only a target of type Void does not override this, and its value is null.
    @SuppressWarnings("NullAway")
    protected R decodeResult(Decoder in) {
        return null;
    }

    /** What the fingerprint is made of, a line for each thing: shown where two fingerprints differ. */
    protected String[] shape() {
        return NO_SHAPE;
    }

    /** The types of the user's own that the target may exchange; null for none. */
    protected @Nullable TypeRegistry types() {
        return null;
    }

    /** How the launcher main is called by hand: {@code <name> <count>}; null if its parameters cannot be typed. */
    protected @Nullable String usage() {
        return null;
    }

    /** The arguments from a command line; called only where {@link #usage()} says something. */
    protected @Nullable Object[] parse(CommandLine line) {
        throw new UnsupportedOperationException(simpleName() + " cannot be called from a command line");
    }

    final void join() {
        if (joined) {
            return;
        }
        TypeRegistry types = types();
        if (types != null) {
            Types.join(types);
        }
        Types.joinOwn(OwnTypes.INSTANCE);
        joined = true; // by two threads at once: no harm
    }

    final String owner() {
        return owner;
    }

    final String name() {
        return name;
    }

    /** {@code Thumbs.thumb}. */
    final String simpleName() {
        return owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.') + '.' + name;
    }

    final long fingerprint() {
        return fingerprint;
    }

    final @Nullable Duration defaultTimeout() {
        return timeoutMillis == 0 ? null : Duration.ofMillis(timeoutMillis);
    }

    final @Nullable String defaultHeap() {
        return heap;
    }

    final int defaultRetries() {
        return retries;
    }

    /** {@code 256m}, {@code 2g}, {@code 1048576}: as {@code -Xmx} takes it. */
    static String checkedHeap(String heap) {
        String lower = heap.toLowerCase(Locale.ROOT);
        String digits = lower.isEmpty() || "kmgt".indexOf(lower.charAt(lower.length() - 1)) < 0
                ? lower
                : lower.substring(0, lower.length() - 1);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9') || digits.matches("0+")) {
            throw new IllegalArgumentException(
                    "heap '" + heap + "' is not a size: write digits and k, m or g, as in \"256m\"");
        }
        return lower;
    }
}
