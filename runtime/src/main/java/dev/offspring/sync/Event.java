package dev.offspring.sync;

import dev.offspring.channel.Selectable;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A flag that threads of all processes of the session wait for: Python's {@code multiprocessing.Event}.
 *
 * <p>Any thread of any process may call these methods; none blocks but {@code await}. What a thread did before {@link #set()}
 * is visible to those whom it releases. {@code set()} releases all who wait at that moment, also if {@link #clear()} follows
 * at once. Nobody owns an event, so no death blocks it. It may be an argument of a target, a part of one, and
 * {@code @Shared static}. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class Event implements Selectable, AutoCloseable {
    /** The value: how often it was set, and whether it is. One word, so that nothing of it can be left half done. */
    private static final int SET = 1;

    private static final int ONE_MORE = 2;

    private final Block block;
    private final Gate gate;

    Event(Block block) {
        this.block = block;
        this.gate = new Gate(block, 0);
    }

    /** A new one that is not set. */
    public static Event create() {
        return new Event(Session.current().allocate(Kinds.EVENT, Gate.BYTES));
    }

    /** Sets it, and releases all who wait. */
    public void set() {
        block.check();
        int value = gate.value();
        while (!isSet(value)) {
            int set = (value + ONE_MORE | SET) & Integer.MAX_VALUE;
            if (gate.compareAndSet(value, set)) {
                return;
            }
            value = gate.value();
        }
    }

    /** Clears it: who comes from now on waits. */
    public void clear() {
        block.check();
        int value = gate.value();
        while (isSet(value) && !gate.change(value, value & ~SET, 0)) {
            value = gate.value();
        }
    }

    /** Whether it is set at this moment. */
    public boolean isSet() {
        block.check();
        return isSet(gate.value());
    }

    private static boolean isSet(int value) {
        return (value & SET) != 0;
    }

    /** Waits until it is set; returns at once if it is. */
    public void await() throws InterruptedException {
        await(Waiting.FOREVER);
    }

    /** As {@link #await()}, for a while: false if it was not set in that time. */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return await(Math.max(0, unit.toNanos(timeout)));
    }

    /** As {@link #await()}, for a while: false if it was not set in that time. */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Timeouts.nanos(timeout));
    }

    private boolean await(long timeoutNanos) throws InterruptedException {
        block.check();
        int seen = gate.value();
        IntPredicate done = value -> isSet(value) || value >>> 1 != seen >>> 1;
        return gate.await(done, System.nanoTime() + timeoutNanos, true) == Outcome.CHANGED;
    }

    /** Closes it for all processes; those who wait get an exception. Twice is harmless. */
    @Override
    public void close() {
        int last = gate.lastWord();
        block.close();
        gate.wakeForGood(last);
    }

    Block block() {
        return block;
    }

    Gate gate() {
        return gate;
    }

    /** Equal are handles of the same event. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event event && event.block.handle().equals(block.handle());
    }

    @Override
    public int hashCode() {
        return block.handle().hashCode();
    }

    @Override
    public String toString() {
        String state = !block.isOpen() ? "closed" : isSet() ? "set" : "not set";
        return "Event@" + Long.toHexString(block.handle().offset()) + "[" + state + "]";
    }
}
