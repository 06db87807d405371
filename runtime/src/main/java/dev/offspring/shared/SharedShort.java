package dev.offspring.shared;

import org.jspecify.annotations.Nullable;

/**
 * A {@code short} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
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

    /** Adds 1, atomically; the sum comes back. */
    public short incrementAndGet() {
        return addAndGet((short) 1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public short decrementAndGet() {
        return addAndGet((short) -1);
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
