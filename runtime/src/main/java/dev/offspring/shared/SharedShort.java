package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code short} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>Operators work on {@code int}, because the JDK has none for {@code short}; the result is cut to
 * a {@code short}, as by a cast.
 */
public final class SharedShort implements AutoCloseable {
    private final Cells cells;

    SharedShort(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedShort create(short value) {
        SharedShort shared = new SharedShort(Handles.allocate(Kinds.SCALAR + Kinds.SHORT, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public short get() {
        return Atomics.getShort(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(short value) {
        Atomics.setShort(cells.bytes(), 0, value);
    }

    /** The value, read as a plain field. */
    public short getPlain() {
        return Relaxed.getPlainShort(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(short value) {
        Relaxed.setPlainShort(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public short getOpaque() {
        return Relaxed.getOpaqueShort(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(short value) {
        Relaxed.setOpaqueShort(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public short getAcquire() {
        return Relaxed.getAcquireShort(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(short value) {
        Relaxed.setReleaseShort(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public short getAndSet(short value) {
        return Atomics.getAndSetShort(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(short expected, short value) {
        return Atomics.compareAndSetShort(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public short compareAndExchange(short expected, short value) {
        return Atomics.compareAndExchangeShort(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public short getAndAdd(short delta) {
        return Atomics.getAndAddShort(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public short addAndGet(short delta) {
        return (short) (getAndAdd(delta) + delta);
    }

    /** Adds 1, atomically; what was there before comes back. */
    public short getAndIncrement() {
        return getAndAdd((short) 1);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public short getAndDecrement() {
        return getAndAdd((short) -1);
    }

    /** Adds 1, atomically; the sum comes back. */
    public short incrementAndGet() {
        return addAndGet((short) 1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public short decrementAndGet() {
        return addAndGet((short) -1);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public short getAndUpdate(IntUnaryOperator operator) {
        while (true) {
            short old = get();
            if (compareAndSet(old, (short) operator.applyAsInt(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public short updateAndGet(IntUnaryOperator operator) {
        while (true) {
            short old = get();
            short value = (short) operator.applyAsInt(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public short getAndAccumulate(short operand, IntBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsInt(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public short accumulateAndGet(short operand, IntBinaryOperator operator) {
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
        return other instanceof SharedShort shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedShort(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
