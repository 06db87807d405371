package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link java.util.concurrent.CountDownLatch} between all processes of the session.
 *
 * <p>Any thread of any process may call these methods. What a thread did before it counted down is visible to those whom the
 * last count releases. A process that dies before it has counted down leaves the others waiting: wait with a timeout where
 * that can happen. It may be an argument of a target, a part of one, and {@code @Shared static}.
 */
public final class CountDownLatch implements AutoCloseable {
    private static final int MOST = Integer.MAX_VALUE >> 1;

    private final Block block;
    private final Gate gate;

    CountDownLatch(Block block) {
        this.block = block;
        this.gate = new Gate(block, 0);
    }

    /**
     * A new one, to be counted down so often.
     *
     * @throws IllegalArgumentException if {@code count} is negative, or 2^30 or more
     */
    public static CountDownLatch create(int count) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("count=" + count + " is not between 0 and " + MOST);
        }
        Block block = Session.current().allocate(Kinds.COUNT_DOWN_LATCH, Gate.BYTES);
        CountDownLatch latch = new CountDownLatch(block);
        latch.gate.compareAndSet(0, count);
        return latch;
    }

    /** Counts down, and releases all who wait if that was the last. Does nothing if it is 0 already. */
    public void countDown() {
        block.check();
        int count = gate.value();
        while (count > 0 && !gate.change(count, count - 1, count == 1 ? Integer.MAX_VALUE : 0)) {
            count = gate.value();
        }
    }

    /** How often it is still to be counted down. */
    public long getCount() {
        block.check();
        return gate.value();
    }

    /** Waits until it is 0. */
    public void await() throws InterruptedException {
        await(Waiting.FOREVER);
    }

    /** As {@link #await()}, for a while: false if it did not come to 0 in that time. */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return await(Math.max(0, unit.toNanos(timeout)));
    }

    /** As {@link #await()}, for a while: false if it did not come to 0 in that time. */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Timeouts.nanos(timeout));
    }

    private boolean await(long timeoutNanos) throws InterruptedException {
        return gate.await(count -> count == 0, System.nanoTime() + timeoutNanos, true) == Outcome.CHANGED;
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

    /** Equal are handles of the same latch. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountDownLatch latch && latch.block.handle().equals(block.handle());
    }

    @Override
    public int hashCode() {
        return block.handle().hashCode();
    }

    @Override
    public String toString() {
        String state = block.isOpen() ? "count=" + gate.value() : "closed";
        return "CountDownLatch@" + Long.toHexString(block.handle().offset()) + "[" + state + "]";
    }
}
