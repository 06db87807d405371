package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An {@code int} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedInt implements AutoCloseable {
    private final Cells cells;

    SharedInt(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedInt create(int value) {
        SharedInt shared = new SharedInt(Handles.allocate(Kinds.SCALAR + Kinds.INT, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public int get() {
        return Atomics.getInt(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(int value) {
        Atomics.setInt(cells.bytes(), 0, value);
    }

    /** The value, read as a plain field. */
    public int getPlain() {
        return Relaxed.getPlainInt(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(int value) {
        Relaxed.setPlainInt(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public int getOpaque() {
        return Relaxed.getOpaqueInt(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(int value) {
        Relaxed.setOpaqueInt(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public int getAcquire() {
        return Relaxed.getAcquireInt(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(int value) {
        Relaxed.setReleaseInt(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public int getAndSet(int value) {
        return Atomics.getAndSetInt(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(int expected, int value) {
        return Atomics.compareAndSetInt(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public int compareAndExchange(int expected, int value) {
        return Atomics.compareAndExchangeInt(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public int getAndAdd(int delta) {
        return Atomics.getAndAddInt(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public int addAndGet(int delta) {
        return getAndAdd(delta) + delta;
    }

    /** Adds 1, atomically; what was there before comes back. */
    public int getAndIncrement() {
        return getAndAdd(1);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public int getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Adds 1, atomically; the sum comes back. */
    public int incrementAndGet() {
        return addAndGet(1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public int decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public int getAndUpdate(IntUnaryOperator operator) {
        while (true) {
            int old = get();
            if (compareAndSet(old, operator.applyAsInt(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public int updateAndGet(IntUnaryOperator operator) {
        while (true) {
            int old = get();
            int value = operator.applyAsInt(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public int getAndAccumulate(int operand, IntBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsInt(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public int accumulateAndGet(int operand, IntBinaryOperator operator) {
        return updateAndGet(value -> operator.applyAsInt(value, operand));
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
        return other instanceof SharedInt shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedInt(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
