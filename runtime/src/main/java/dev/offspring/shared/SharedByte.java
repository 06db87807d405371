package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code byte} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>Operators work on {@code int}, because the JDK has none for {@code byte}; the result is cut to
 * a {@code byte}, as by a cast.
 */
public final class SharedByte implements AutoCloseable {
    private final Cells cells;

    SharedByte(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedByte create(byte value) {
        SharedByte shared = new SharedByte(Handles.allocate(Kinds.SCALAR + Kinds.BYTE, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public byte get() {
        return Atomics.getByte(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(byte value) {
        Atomics.setByte(cells.bytes(), 0, value);
    }

    /** The value, read as a plain field. */
    public byte getPlain() {
        return Relaxed.getPlainByte(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(byte value) {
        Relaxed.setPlainByte(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public byte getOpaque() {
        return Relaxed.getOpaqueByte(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(byte value) {
        Relaxed.setOpaqueByte(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public byte getAcquire() {
        return Relaxed.getAcquireByte(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(byte value) {
        Relaxed.setReleaseByte(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public byte getAndSet(byte value) {
        return Atomics.getAndSetByte(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(byte expected, byte value) {
        return Atomics.compareAndSetByte(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public byte compareAndExchange(byte expected, byte value) {
        return Atomics.compareAndExchangeByte(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public byte getAndAdd(byte delta) {
        return Atomics.getAndAddByte(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public byte addAndGet(byte delta) {
        return (byte) (getAndAdd(delta) + delta);
    }

    /** Adds 1, atomically; what was there before comes back. */
    public byte getAndIncrement() {
        return getAndAdd((byte) 1);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public byte getAndDecrement() {
        return getAndAdd((byte) -1);
    }

    /** Adds 1, atomically; the sum comes back. */
    public byte incrementAndGet() {
        return addAndGet((byte) 1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public byte decrementAndGet() {
        return addAndGet((byte) -1);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public byte getAndUpdate(IntUnaryOperator operator) {
        while (true) {
            byte old = get();
            if (compareAndSet(old, (byte) operator.applyAsInt(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public byte updateAndGet(IntUnaryOperator operator) {
        while (true) {
            byte old = get();
            byte value = (byte) operator.applyAsInt(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public byte getAndAccumulate(byte operand, IntBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsInt(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public byte accumulateAndGet(byte operand, IntBinaryOperator operator) {
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
        return other instanceof SharedByte shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedByte(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
