package dev.offspring.shared;

import org.jspecify.annotations.Nullable;

/**
 * A {@code byte} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, and
 * the other operations are atomic, between processes too. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
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

    /** Adds 1, atomically; the sum comes back. */
    public byte incrementAndGet() {
        return addAndGet((byte) 1);
    }

    /** Subtracts 1, atomically; the difference comes back. */
    public byte decrementAndGet() {
        return addAndGet((byte) -1);
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
