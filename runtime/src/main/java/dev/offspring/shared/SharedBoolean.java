package dev.offspring.shared;

import dev.offspring.sync.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A {@code boolean} that processes share.
 *
 * <p>Any thread of any process of the session may call these methods. Reads and writes are those of a volatile field, where
 * the name says nothing else, and the other operations are atomic, between processes too. It may be an argument of a target,
 * and a part of one. After {@link #close()} by any process, every operation throws
 * {@link dev.offspring.error.ClosedHandleException}.
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

    /** The value, read as a plain field. */
    public boolean getPlain() {
        return Relaxed.getPlainBoolean(cells.bytes(), 0);
    }

    /** Sets the value as a plain field: other threads and processes may see it late, and in any order. */
    public void setPlain(boolean value) {
        Relaxed.setPlainBoolean(cells.bytes(), 0, value);
    }

    /** The value; says nothing of the order of other reads. */
    public boolean getOpaque() {
        return Relaxed.getOpaqueBoolean(cells.bytes(), 0);
    }

    /** Sets the value; all will see it in the end, but it says nothing of the order of other writes. */
    public void setOpaque(boolean value) {
        Relaxed.setOpaqueBoolean(cells.bytes(), 0, value);
    }

    /** The value; whoever sees it sees all that its writer had written before {@link #setRelease}. */
    public boolean getAcquire() {
        return Relaxed.getAcquireBoolean(cells.bytes(), 0);
    }

    /** Sets the value, after all that this thread has written before. */
    public void setRelease(boolean value) {
        Relaxed.setReleaseBoolean(cells.bytes(), 0, value);
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
