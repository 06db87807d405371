package dev.offspring.shared;

import org.jspecify.annotations.Nullable;

/**
 * A {@code float} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
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

    /** Adds 1, atomically; the sum comes back. */
    public float incrementAndGet() {
        return addAndGet(1.0f);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public float decrementAndGet() {
        return addAndGet(-1.0f);
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
