package dev.offspring.shared;

import org.jspecify.annotations.Nullable;

/**
 * A {@code boolean} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedBoolean implements AutoCloseable {
    private final Cells cells;

    SharedBoolean(Cells cells) {
        this.cells = cells;
    }

    /** A new one, with this value. */
    public static SharedBoolean create(boolean value) {
        SharedBoolean shared = new SharedBoolean(Handles.allocate(Kinds.SCALAR + Kinds.BOOLEAN, Long.BYTES));
        shared.set(value);
        return shared;
    }

    /** The value. */
    public boolean get() {
        return Atomics.getBoolean(cells.bytes(), 0);
    }

    /** Sets the value. */
    public void set(boolean value) {
        Atomics.setBoolean(cells.bytes(), 0, value);
    }

    /** Sets the value, atomically; what was there before comes back. */
    public boolean getAndSet(boolean value) {
        return Atomics.getAndSetBoolean(cells.bytes(), 0, value);
    }

    /** Sets the value if it is {@code expected}, atomically; whether it was. */
    public boolean compareAndSet(boolean expected, boolean value) {
        return Atomics.compareAndSetBoolean(cells.bytes(), 0, expected, value);
    }

    /** Sets the value if it is {@code expected}, atomically; what was there before comes back. */
    public boolean compareAndExchange(boolean expected, boolean value) {
        return Atomics.compareAndExchangeBoolean(cells.bytes(), 0, expected, value);
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
        return other instanceof SharedBoolean shared && shared.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedBoolean(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
