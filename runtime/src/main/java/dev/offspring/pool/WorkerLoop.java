package dev.offspring.pool;

import dev.offspring.error.TransferException;
import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Throwables;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does: reads tasks, runs them one after the other, writes what became of them.
 *
 * <p>A result is published as soon as it is there, so that it outlives the worker. But the parent is woken only when it asked for
 * that, when there is nothing more to do, or when something has been there for a while: a wake costs more than a short task.
 */
final class WorkerLoop {
    private static final int FIRST_BYTES = 1 << 10;
    private static final int LARGEST_KEPT = 1 << 20;
    private static final byte[] NOTHING = {};

    /** What may be too long for this process's memory, and then fails by itself. */
    private static final Set<Integer> FAILS_ALONE =
            Set.of(WorkerLayout.FRAGMENT, WorkerLayout.RUN, WorkerLayout.RUN_WITH_PARCEL, WorkerLayout.VOID);

    /** A result that has been there for so long is told of. */
    private static final long LONGEST_SILENCE_NANOS = 500_000;

    /** Tasks shorter than that are timed some at a time. */
    private static final long SHORT_NANOS = 2_000;

    private static final int TIMED_TOGETHER = 8;
    private static final long LOOK_NANOS = 5_000_000_000L;

    private final WorkerSetup setup;
    private final WorkerLink link;
    private final Ring tasks;
    private final ResultWriter results;
    private final Interrupts interrupts;
    private final BooleanSupplier mayHaveTask;
    private final List<@Nullable Target<?>> targets = new ArrayList<>();
    private final List<@Nullable Throwable> problems = new ArrayList<>();
    private final Decoder decoder = new Decoder();
    private final Encoder encoder = new Encoder();
    private final Worker worker;

    private byte[] message = new byte[FIRST_BYTES];
    private int length;

    /** There is no memory for the message whose parts are coming. */
    private @Nullable OutOfMemoryError tooLong;

    private byte @Nullable [] context;
    private List<AutoCloseable> ends = List.of();
    private long given;
    private long lastNanos;
    private long silentSince;

    /** For which {@link WorkerLink#wakeAt} the parent was told already. */
    private long toldAt;

    private int untimed;
    private int timedTogether = 1;
    private int lastTicks;
    private boolean initialised;
    private boolean skipping;

    WorkerLoop(WorkerSetup setup) {
        this(setup, WorkerLink.open(setup.link()));
    }

    private WorkerLoop(WorkerSetup setup, WorkerLink link) {
        this.setup = setup;
        this.link = link;
        this.tasks = link.tasks();
        this.results = new ResultWriter(link);
        this.mayHaveTask = new MayHaveTask(tasks);
        this.interrupts = new Interrupts(link, Thread.currentThread());
        this.worker = new Worker(setup.pool(), setup.number());
    }

    /** No lambda: a JVM's first one takes a millisecond of a worker's first sleep. */
    private record MayHaveTask(Ring tasks) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return tasks.mayHaveNext();
        }
    }

    /** Does nothing, once, as a worker does it. {@code file} is one that may be mapped. */
    static void rehearse(String file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            WorkerLink link = WorkerLink.forNobody(file, arena);
            Target<?> nothing = ForPools.rehearsal();
            try (Encoder target = new Encoder()) {
                target.writeString(ForPools.name(nothing));
                target.writeLong(ForPools.fingerprint(nothing));
                link.tasks().write(WorkerLayout.TARGET, 0, target.getBuffer(), 0, target.position());
            }
            link.tasks().write(WorkerLayout.RUN, 0, NOTHING, 0, 0);
            link.tasks().write(WorkerLayout.END, 0, NOTHING, 0, 0);
            link.tasks().publish();
            new WorkerLoop(new WorkerSetup("", "", 0, false), link.otherSide()).run();
        } finally {
            ForPools.onInterrupt(null);
            Worker.enter(null);
            WorkerLogs.sendTo(null);
        }
    }

    void run() {
        ForPools.onInterrupt(interrupts);
        Worker.enter(worker);
        WorkerLogs.sendTo(results);
        lastNanos = System.nanoTime();
        if (!setup.initialised()) {
            ready(0);
        }
        while (true) {
            if (!tasks.hasNext()) {
                awaitTask();
                continue;
            }
            read();
            if (tooLong != null && !FAILS_ALONE.contains(tasks.kind())) {
                throw tooLong;
            }
            switch (tasks.kind()) {
                case WorkerLayout.FRAGMENT -> {
                    continue; // the rest of the message follows
                }
                case WorkerLayout.TARGET -> define();
                case WorkerLayout.CONTEXT -> context = Arrays.copyOf(message, length);
                case WorkerLayout.RUN, WorkerLayout.RUN_WITH_PARCEL ->
                    run(tasks.detail(), tasks.kind(), message, 0, length, takeContext());
                case WorkerLayout.RUN_EACH -> runEach(tasks.detail(), message, length, takeContext());
                case WorkerLayout.RESUME -> resume();
                case WorkerLayout.VOID -> {}
                case WorkerLayout.END -> {
                    return;
                }
                default -> throw new TransferException("a worker was sent a frame of kind " + tasks.kind());
            }
            length = 0;
            tooLong = null;
        }
    }

    /** Reads a frame behind what there is of its message; its place may be written over before the message is dealt with. */
    private void read() {
        int more = tasks.length();
        makeRoom(length + more + Long.BYTES);
        if (tooLong == null) {
            tasks.copy(message, length);
            length += more;
        }
        tasks.pass();
        tasks.release();
        if (tasks.kind() == WorkerLayout.FRAGMENT || length > LARGEST_KEPT) {
            link.parentBell().ring(); // there is room for the next part
        }
    }

    private void makeRoom(int bytes) {
        if (message.length >= bytes || tooLong != null) {
            return;
        }
        try {
            message = Arrays.copyOf(message, Math.max(2 * message.length, bytes));
        } catch (OutOfMemoryError e) {
            tooLong = e;
            message = new byte[FIRST_BYTES];
            length = 0;
        }
    }

    private void awaitTask() {
        tell();
        boolean ignored = link.workerBell().await(mayHaveTask, LOOK_NANOS);
        lastNanos = System.nanoTime();
        untimed = 0;
        timedTogether = 1;
    }

    private void tell() {
        silentSince = 0;
        link.parentBell().ring();
    }

    private void ready(long nanos) {
        initialised = true;
        encoder.clear();
        encoder.writeLong(nanos);
        results.write(WorkerLayout.READY, 0, encoder);
        tell();
    }

    private void define() {
        int number = tasks.detail();
        Target<?> target = null;
        Throwable problem = null;
        decoder.read(message, length);
        String name = decoder.readString();
        long fingerprint = decoder.readLong();
        try {
            target = ForPools.find(name);
            if (ForPools.fingerprint(target) != fingerprint) {
                problem = new OtherVersion(target);
            }
        } catch (Throwable thrown) { // of the user's static initialiser, too: it is each such task's failure
            problem = thrown;
        }
        while (targets.size() <= number) {
            targets.add(null);
            problems.add(null);
        }
        targets.set(number, target);
        problems.set(number, problem);
    }

    /** Thrown in the place of a task that would not understand its arguments. */
    private static final class OtherVersion extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Target<?> target;

        OtherVersion(Target<?> target) {
            super(null, null, false, false);
            this.target = target;
        }
    }

    private void resume() {
        // What stands before it is a part of a message that was taken back.
        decoder.read(message, length);
        decoder.setPosition(length - Long.BYTES);
        long next = decoder.readLong();
        given = next - 1;
        context = null;
        skipping = false;
        link.resume(next);
        link.parentBell().ring(); // others may wait for that
    }

    private byte @Nullable [] takeContext() {
        byte[] taken = context;
        context = null;
        return taken;
    }

    private void runEach(int number, byte[] frames, int end, byte @Nullable [] with) {
        int at = 0;
        while (at < end) {
            int size = Frames.length(frames, at);
            at += Frames.HEADER;
            run(number, WorkerLayout.RUN, frames, at, size, with);
            at += size;
        }
    }

    /** Runs a task, whose arguments are so many bytes from there on. */
    private void run(int number, int kind, byte[] bytes, int from, int size, byte @Nullable [] with) {
        given++;
        if (!initialised) {
            link.beginInitialiser();
        } else if (skipping || !link.begin(given)) {
            skipping = true;
            return;
        }
        interrupts.begun(given);
        boolean returned = false;
        try {
            Target<?> target = targets.get(number);
            Throwable problem = tooLong != null ? tooLong : problems.get(number);
            if (problem != null || target == null) {
                throw problem != null ? problem : new TransferException("a task of no target");
            }
            if (with == null) {
                call(target, arguments(target, kind, bytes, from, size));
            } else {
                try (var _ = Contexts.enter(with)) {
                    call(target, arguments(target, kind, bytes, from, size));
                }
            }
            returned = true;
        } catch (Throwable thrown) {
            failed(thrown);
        }
        if (returned) {
            returned();
        }
        closeEnds();
        done();
    }

    /** Runs the task, and leaves its result in the encoder. */
    private <R extends @Nullable Object> void call(Target<R> target, @Nullable Object[] arguments) throws Throwable {
        R result = ForPools.invoke(target, arguments);
        encoder.clear();
        try {
            ForPools.encodeResult(target, encoder, result);
        } catch (TransferException e) {
            throw new TransferException(
                    "the result of " + ForPools.simpleName(target) + " cannot travel: " + e.getMessage(), e);
        }
    }

    private @Nullable Object[] arguments(Target<?> target, int kind, byte[] bytes, int from, int size) {
        if (kind == WorkerLayout.RUN) {
            decoder.readFrom(bytes, from, size);
            return ForPools.decode(target, decoder);
        }
        try (Decoder carrying = Decoder.ofMessage(Arrays.copyOf(bytes, size))) {
            @Nullable Object[] arguments = ForPools.decode(target, carrying);
            ends = carrying.received();
            return arguments;
        }
    }

    private void returned() {
        if (!initialised) {
            return; // it is the initialiser's, and nobody's
        }
        if (encoder.carried().isEmpty()) {
            results.write(WorkerLayout.RETURNED, ticks(), encoder);
        } else {
            byte[] carrying = encoder.toMessage();
            encoder.handOver();
            results.write(WorkerLayout.RETURNED_WITH_PARCEL, ticks(), carrying, carrying.length);
        }
        encoder.sent();
    }

    /** Ends of pipes that came as arguments are closed with their task; what has moved on is not touched. */
    private void closeEnds() {
        List<AutoCloseable> came = ends;
        ends = List.of();
        for (AutoCloseable end : came) {
            try {
                end.close();
            } catch (Exception e) {
                // Its queue was closed by another: it is at its end.
            }
        }
    }

    /** How long the task took; of very short ones the clock is asked for several at once, which share the time. */
    private int ticks() {
        untimed++;
        if (untimed < timedTogether) {
            return lastTicks;
        }
        long now = System.nanoTime();
        long each = (now - lastNanos) / untimed;
        lastNanos = now;
        lastTicks = Ticks.of(each);
        untimed = 0;
        timedTogether = each < SHORT_NANOS ? TIMED_TOGETHER : 1;
        return lastTicks;
    }

    private void failed(Throwable thrown) {
        encoder.clear();
        if (thrown instanceof OtherVersion other) {
            String[] shape = ForPools.shape(other.target);
            encoder.writeInt(shape.length);
            for (String line : shape) {
                encoder.writeString(line);
            }
            results.write(WorkerLayout.OTHER_VERSION, ticks(), encoder);
            return;
        }
        int kind = thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)
                ? WorkerLayout.EXHAUSTED
                : WorkerLayout.THREW;
        if (!initialised) {
            kind = WorkerLayout.NOT_READY;
        }
        try {
            Throwables.write(encoder, thrown);
            results.write(kind, ticks(), encoder);
        } catch (OutOfMemoryError | RuntimeException e) {
            results.write(kind, ticks(), NOTHING, 0); // that it threw is known, if not what
        }
        if (!initialised) {
            tell();
            initialised = true; // the parent ends this process
        }
    }

    private void done() {
        if (encoder.getBuffer().length > LARGEST_KEPT) {
            encoder.setBuffer(new byte[FIRST_BYTES], -1);
        }
        if (message.length > LARGEST_KEPT) {
            message = new byte[FIRST_BYTES];
        }
        worker.done();
        if (!initialised) {
            ready(System.nanoTime() - lastNanos);
            lastNanos = System.nanoTime();
            return;
        }
        if (silentSince == 0) {
            silentSince = lastNanos;
        }
        long wakeAt = link.wakeAt();
        boolean reached = given >= wakeAt && (wakeAt != toldAt || Ticks.nanos(lastTicks) > LONGEST_SILENCE_NANOS);
        if (reached || lastNanos - silentSince > LONGEST_SILENCE_NANOS) {
            toldAt = wakeAt;
            tell();
        }
    }
}
