package dev.offspring.shared;

import org.jspecify.annotations.Nullable;

/**
 * A {@code char} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
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

    /** Adds 1, atomically; the sum comes back. */
    public char incrementAndGet() {
        return addAndGet(1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public char decrementAndGet() {
        return addAndGet(-1);
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
