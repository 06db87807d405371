package dev.offspring.shared;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code double} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedDouble implements AutoCloseable {
    private final Cells cells;

    SharedDouble(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedDouble create(double value) {
        SharedDouble shared = new SharedDouble(Handles.allocate(Kinds.SCALAR + Kinds.DOUBLE, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public double get() {
        return Atomics.getDouble(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(double value) {
        Atomics.setDouble(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public double getAndSet(double value) {
        return Atomics.getAndSetDouble(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(double expected, double value) {
        return Atomics.compareAndSetDouble(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public double compareAndExchange(double expected, double value) {
        return Atomics.compareAndExchangeDouble(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public double getAndAdd(double delta) {
        return Atomics.getAndAddDouble(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public double addAndGet(double delta) {
        return getAndAdd(delta) + delta;
    }

    /** Adds 1, atomically; the sum comes back. */
    public double incrementAndGet() {
        return addAndGet(1.0);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public double decrementAndGet() {
        return addAndGet(-1.0);
    }

    /** Replaces the value by what {@code operator} makes of it, atomically; the new value comes back. It may be called again. */
    public double updateAndGet(DoubleUnaryOperator operator) {
        while (true) {
            double old = get();
            double value = operator.applyAsDouble(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, atomically; the new value comes back. */
    public double accumulateAndGet(double operand, DoubleBinaryOperator operator) {
        return updateAndGet(value -> operator.applyAsDouble(value, operand));
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
        return other instanceof SharedDouble shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedDouble(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
