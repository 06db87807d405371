package dev.offspring.process;

import dev.offspring.error.TaskFailedException;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that is ready to run in another process.
 *
 * <p>Generated {@code XTargets} classes make tasks. A task is immutable and may be started any number of times, from any
 * thread; each start encodes the arguments as they are then. It is not a {@code Callable}: an executor that ran it in
 * this JVM would silently give up the isolation.
 *
 * @param <R> what the call gives back; {@code Void} for none
 */
public final class Task<R extends @Nullable Object> {
    private final Target<R> target;
    private final @Nullable Object[] arguments;
    private final @Nullable Duration timeout;
    private final int retries;
    private final @Nullable String label;

    Task(Target<R> target, @Nullable Object[] arguments) {
        this(target, arguments, target.defaultTimeout(), target.defaultRetries(), null);
    }

    private Task(
            Target<R> target,
            @Nullable Object[] arguments,
            @Nullable Duration timeout,
            int retries,
            @Nullable String label) {
        this.target = target;
        this.arguments = arguments;
        this.timeout = timeout;
        this.retries = retries;
        this.label = label;
    }

    /** Starts a process with the defaults. See {@link ChildBuilder#start()} for what may go wrong. */
    public ChildProcess<R> start() {
        return process().start();
    }

    /** The process to start, with everything that can be said about it. */
    public ChildBuilder<R> process() {
        return new ChildBuilder<>(this);
    }

    /**
     * The same call, to be ended when it runs longer than this. The time counts from the start of its process.
     *
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public Task<R> timeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive: leave it out for no limit");
        }
        return new Task<>(target, arguments, timeout, retries, label);
    }

    /**
     * The same call, which a pool runs again on another worker, up to {@code retries} times, when the worker that ran it
     * died. A process that is started on its own runs once.
     */
    public Task<R> retries(int retries) {
        if (retries < 0) {
            throw new IllegalArgumentException("retries " + retries + " is negative: 0 means never again");
        }
        return new Task<>(target, arguments, timeout, retries, label);
    }

    /** The same call under a name of its own in messages and statistics. */
    public Task<R> label(String label) {
        return new Task<>(target, arguments, timeout, retries, Objects.requireNonNull(label, "label"));
    }

    /**
     * Runs the call here, in this JVM, for debugging and tests: without isolation, timeout or process options, but
     * arguments and result go through the same encoding as between processes.
     *
     * @throws TaskFailedException if the call throws; its cause is what it threw
     * @throws dev.offspring.error.TransferException if arguments or result cannot be encoded
     */
    public R runHere() {
        @Nullable Object[] copies;
        Encoder sent = encodedArguments();
        byte[] message = sent.toMessage();
        sent.handOver();
        try (Decoder in = Decoder.ofMessage(message)) {
            sent.sent();
            copies = target.decode(in);
        }
        R result;
        try {
            result = target.invoke(copies);
        } catch (Throwable thrown) {
            throw new TaskFailedException(this + " failed: " + thrown, thrown);
        }
        try (Encoder out = new Encoder()) {
            target.encodeResult(out, result);
            byte[] answer = out.toMessage();
            out.handOver();
            try (Decoder in = Decoder.ofMessage(answer)) {
                out.sent();
                return target.decodeResult(in);
            }
        }
    }

    Encoder encodedArguments() {
        try (Encoder out = new Encoder()) {
            encodeArguments(out);
            return out;
        }
    }

    void encodeArguments(Encoder out) {
        target.join();
        target.encode(out, arguments);
    }

    /** What its launcher main would be called with by hand; null if no command line can say that. */
    @Nullable
    List<String> commandLine() {
        return target.usage() == null ? null : CommandLine.words(Arrays.asList(arguments));
    }

    Target<R> target() {
        return target;
    }

    @Nullable
    Duration timeout() {
        return timeout;
    }

    @Nullable
    String heap() {
        return target.defaultHeap();
    }

    /** How often a pool may run it again. */
    public int retries() {
        return retries;
    }

    /** The label, or else the call as it would be written: {@code Thumbs.thumb("bad.jpg")}. */
    @Override
    public String toString() {
        return label != null ? label : Calls.describe(target, Arrays.asList(arguments));
    }
}
