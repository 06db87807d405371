package dev.offspring.memory;

import dev.offspring.error.ClosedHandleException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A piece of shared memory that this process is attached to.
 *
 * <p>Any thread may use it. Closing is for all processes: later use is an error everywhere, and the memory returns when
 * the last attached process has let go of it or died. Nobody may be using a block at the moment at which it is closed by
 * this process; other processes may.
 */
public final class Block implements AutoCloseable {
    private static final VarHandle LONG = Mapping.LONG;

    private final Session session;
    private final Session.Arena arena;
    private final Handle handle;
    private final MemorySegment whole;
    private final long offset;
    private final long live;
    private final long bytes;
    private final MemorySegment segment;
    private final AtomicBoolean detached = new AtomicBoolean();

    Block(Session session, Session.Arena arena, Handle handle, long bytes) {
        this.session = session;
        this.arena = arena;
        this.handle = handle;
        this.whole = arena.mapping().bytes();
        this.offset = handle.offset();
        this.live = arena.blocks().liveWord(offset, handle.generation());
        this.bytes = bytes;
        // Padded to words, as blocks are: atomic operations on bytes and shorts go by the int around them.
        this.segment = whole.asSlice(offset + BlockLayout.PAYLOAD, (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    }

    /** What travels for it. */
    public Handle handle() {
        return handle;
    }

    /** Its bytes, padded to a multiple of 8; at an address that is a multiple of 64. */
    public MemorySegment segment() {
        return segment;
    }

    /** How many they are, without the padding. */
    public long bytes() {
        return bytes;
    }

    /**
     * Checks that it is still what it was.
     *
     * @throws ClosedHandleException if any process has closed it
     */
    public void check() {
        if ((long) LONG.getVolatile(whole, offset) != live) {
            throw new ClosedHandleException(
                    "a shared thing was used after it was closed" + (detached.get() ? " here" : " by another process"));
        }
    }

    /** Whether it can still be used. */
    public boolean isOpen() {
        return (long) LONG.getVolatile(whole, offset) == live;
    }

    /** Closes it for all processes. Closing twice is harmless. */
    @Override
    public void close() {
        arena.blocks().close(offset, handle.generation());
        detach();
    }

    /** Lets go of it in this process alone; others go on. */
    public void detach() {
        if (detached.compareAndSet(false, true)) {
            session.detach(arena, offset);
        }
    }

    /** A claim in this block's payload. */
    public Claim claim(long at) {
        return new Claim(arena.mapping(), arena.slots(), offset + BlockLayout.PAYLOAD + at);
    }

    /** An int in this block's payload, and the count of its waiters behind it; zeros make a fresh one. */
    public Waiting waiting(long at) {
        return new Waiting(segment, at);
    }
}
