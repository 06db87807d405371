package dev.offspring.shared;

import dev.offspring.sync.Lock;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code char} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
 *
 * <p>What is added to a {@code char}, and what operators work on, are {@code int}, as in the language; the result is cut to
 * a {@code char}, as by a cast.
 */
public final class SharedChar implements AutoCloseable {
    private final Cells cells;

    SharedChar(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedChar create(char value) {
        SharedChar shared = new SharedChar(Handles.allocate(Kinds.SCALAR + Kinds.CHAR, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public char get() {
        return Atomics.getChar(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(char value) {
        Atomics.setChar(cells.bytes(), 0, value);
    }

    /** The value, read as a plain field. */
    public char getPlain() {
        return Relaxed.getPlainChar(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(char value) {
        Relaxed.setPlainChar(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public char getOpaque() {
        return Relaxed.getOpaqueChar(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(char value) {
        Relaxed.setOpaqueChar(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public char getAcquire() {
        return Relaxed.getAcquireChar(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(char value) {
        Relaxed.setReleaseChar(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public char getAndSet(char value) {
        return Atomics.getAndSetChar(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(char expected, char value) {
        return Atomics.compareAndSetChar(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public char compareAndExchange(char expected, char value) {
        return Atomics.compareAndExchangeChar(cells.bytes(), 0, expected, value);
    }

    /** Adds {@code delta}, atomically; what was there before comes back. */
    public char getAndAdd(int delta) {
        return Atomics.getAndAddChar(cells.bytes(), 0, delta);
    }

    /** Adds {@code delta}, atomically; the sum comes back. */
    public char addAndGet(int delta) {
        return (char) (getAndAdd(delta) + delta);
    }

    /** Adds 1, atomically; what was there before comes back. */
    public char getAndIncrement() {
        return getAndAdd(1);
    }

    /** Subtracts 1, atomically; what was there before comes back. */
    public char getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Adds 1, atomically; the sum comes back. */
    public char incrementAndGet() {
        return addAndGet(1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public char decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Replaces the value by what {@code operator} makes of it, atomically; what was there before comes back. The operator is
     * called again if another thread or process came between.
     */
    public char getAndUpdate(IntUnaryOperator operator) {
        while (true) {
            char old = get();
            if (compareAndSet(old, (char) operator.applyAsInt(old))) {
                return old;
            }
        }
    }

    /** As {@link #getAndUpdate}, but the new value comes back. */
    public char updateAndGet(IntUnaryOperator operator) {
        while (true) {
            char old = get();
            char value = (char) operator.applyAsInt(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }

    /** Replaces the value by what {@code operator} makes of it and {@code operand}, as {@link #getAndUpdate} does. */
    public char getAndAccumulate(char operand, IntBinaryOperator operator) {
        return getAndUpdate(value -> operator.applyAsInt(value, operand));
    }

    /** As {@link #getAndAccumulate}, but the new value comes back. */
    public char accumulateAndGet(char operand, IntBinaryOperator operator) {
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
        return other instanceof SharedChar shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedChar(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
