package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code long} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedLong implements AutoCloseable {
    private final Cells cells;

    SharedLong(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedLong create(long value) {
        SharedLong shared = new SharedLong(Handles.allocate(Kinds.SCALAR + Kinds.LONG, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public long get() {
        return Atomics.getLong(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(long value) {
        Atomics.setLong(cells.bytes(), 0, value);
    }

    /** The value, read as a plain field. */
    public long getPlain() {
        return Relaxed.getPlainLong(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(long value) {
        Relaxed.setPlainLong(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public long getOpaque() {
        return Relaxed.getOpaqueLong(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(long value) {
        Relaxed.setOpaqueLong(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public long getAcquire() {
        return Relaxed.getAcquireLong(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(long value) {
        Relaxed.setReleaseLong(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public long getAndSet(long value) {
        return Atomics.getAndSetLong(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(long expected, long value) {
        return Atomics.compareAndSetLong(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public long compareAndExchange(long expected, long value) {
        return Atomics.compareAndExchangeLong(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public long getAndAdd(long delta) {
        return Atomics.getAndAddLong(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    /** Adds 1, atomically; what was there before comes back. */
    public long getAndIncrement() {
        return getAndAdd(1L);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public long getAndDecrement() {
        return getAndAdd(-1L);
    }

    /** Adds 1, atomically; the sum comes back. */
    public long incrementAndGet() {
        return addAndGet(1L);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public long decrementAndGet() {
        return addAndGet(-1L);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public long getAndUpdate(LongUnaryOperator operator) {
        while (true) {
            long old = get();
            if (compareAndSet(old, operator.applyAsLong(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public long updateAndGet(LongUnaryOperator operator) {
        while (true) {
            long old = get();
            long value = operator.applyAsLong(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public long getAndAccumulate(long operand, LongBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsLong(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public long accumulateAndGet(long operand, LongBinaryOperator operator) {
        return updateAndGet(value -> operator.applyAsLong(value, operand));
    }

    /** The lock that belongs to it, for changes of more than one step. Nothing takes it by itself. */
    public Lock guard() {
        return cells.guard();
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. Twice is harmless. */
    @Override
    public void close() {
        cells.close();
    }

    Cells cells() {
        return cells;
    }

    /** Equal are handles of the same thing. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedLong shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedLong(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
