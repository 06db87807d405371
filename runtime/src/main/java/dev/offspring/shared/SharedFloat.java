package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code float} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>{@link #compareAndSet} and {@link #compareAndExchange} compare bits, not numbers: a NaN is what it is, and 0.0 is not
 * −0.0.
 *
 * <p>Operators work on {@code double}, because the JDK has none for {@code float}; the result is rounded to
 * a {@code float}, as by a cast.
 */
public final class SharedFloat implements AutoCloseable {
    private final Cells cells;

    SharedFloat(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedFloat create(float value) {
        SharedFloat shared = new SharedFloat(Handles.allocate(Kinds.SCALAR + Kinds.FLOAT, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public float get() {
        return Atomics.getFloat(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(float value) {
        Atomics.setFloat(cells.bytes(), 0, value);
    }

    /** The value, read as a plain field. */
    public float getPlain() {
        return Relaxed.getPlainFloat(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(float value) {
        Relaxed.setPlainFloat(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public float getOpaque() {
        return Relaxed.getOpaqueFloat(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(float value) {
        Relaxed.setOpaqueFloat(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public float getAcquire() {
        return Relaxed.getAcquireFloat(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(float value) {
        Relaxed.setReleaseFloat(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public float getAndSet(float value) {
        return Atomics.getAndSetFloat(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(float expected, float value) {
        return Atomics.compareAndSetFloat(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public float compareAndExchange(float expected, float value) {
        return Atomics.compareAndExchangeFloat(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public float getAndAdd(float delta) {
        return Atomics.getAndAddFloat(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public float addAndGet(float delta) {
        return getAndAdd(delta) + delta;
    }

    /** Adds 1, atomically; what was there before comes back. */
    public float getAndIncrement() {
        return getAndAdd(1.0f);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public float getAndDecrement() {
        return getAndAdd(-1.0f);
    }

    /** Adds 1, atomically; the sum comes back. */
    public float incrementAndGet() {
        return addAndGet(1.0f);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public float decrementAndGet() {
        return addAndGet(-1.0f);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public float getAndUpdate(DoubleUnaryOperator operator) {
        while (true) {
            float old = get();
            if (compareAndSet(old, (float) operator.applyAsDouble(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public float updateAndGet(DoubleUnaryOperator operator) {
        while (true) {
            float old = get();
            float value = (float) operator.applyAsDouble(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public float getAndAccumulate(float operand, DoubleBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsDouble(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public float accumulateAndGet(float operand, DoubleBinaryOperator operator) {
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
        return other instanceof SharedFloat shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedFloat(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
