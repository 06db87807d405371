package dev.offspring.shared;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code int} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
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

    /** Adds 1, atomically; the sum comes back. */
    public int incrementAndGet() {
        return addAndGet(1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public int decrementAndGet() {
        return addAndGet(-1);
    }

    /** Replaces the value by what {@code operator} makes of it, atomically; the new value comes back. It may be called again. */
    public int updateAndGet(IntUnaryOperator operator) {
        while (true) {
            int old = get();
            int value = operator.applyAsInt(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, atomically; the new value comes back. */
    public int accumulateAndGet(int operand, IntBinaryOperator operator) {
        return updateAndGet(value -> operator.applyAsInt(value, operand));
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
