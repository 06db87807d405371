package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code double} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>{@link #compareAndSet} and {@link #compareAndExchange} compare bits, not numbers: a NaN is what it is, and 0.0 is not
 * −0.0.
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

    /** The value, read as a plain field. */
    public double getPlain() {
        return Relaxed.getPlainDouble(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(double value) {
        Relaxed.setPlainDouble(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public double getOpaque() {
        return Relaxed.getOpaqueDouble(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(double value) {
        Relaxed.setOpaqueDouble(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public double getAcquire() {
        return Relaxed.getAcquireDouble(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(double value) {
        Relaxed.setReleaseDouble(cells.bytes(), 0, value);
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

    /** Adds 1, atomically; what was there before comes back. */
    public double getAndIncrement() {
        return getAndAdd(1.0);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public double getAndDecrement() {
        return getAndAdd(-1.0);
    }

    /** Adds 1, atomically; the sum comes back. */
    public double incrementAndGet() {
        return addAndGet(1.0);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public double decrementAndGet() {
        return addAndGet(-1.0);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public double getAndUpdate(DoubleUnaryOperator operator) {
        while (true) {
            double old = get();
            if (compareAndSet(old, operator.applyAsDouble(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public double updateAndGet(DoubleUnaryOperator operator) {
        while (true) {
            double old = get();
            double value = operator.applyAsDouble(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public double getAndAccumulate(double operand, DoubleBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsDouble(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public double accumulateAndGet(double operand, DoubleBinaryOperator operator) {
        return updateAndGet(value -> operator.applyAsDouble(value, operand));
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
