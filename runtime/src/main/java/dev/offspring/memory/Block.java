package dev.offspring.memory;

import dev.offspring.error.ClosedHandleException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
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

    /** Lets go of blocks that this process has forgotten: a closed one must not wait for it for ever. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final Session.Arena arena;
    private final Handle handle;
    private final MemorySegment whole;
    private final long offset;
    private final long live;
    private final long bytes;
    private final MemorySegment segment;
    private final Attachment attachment;
    private final Cleaner.Cleanable cleanable;

    Block(Session session, Session.Arena arena, Handle handle, long bytes) {
        this.arena = arena;
        this.handle = handle;
        this.attachment = new Attachment(session, arena, handle.offset(), new AtomicBoolean());
        this.whole = arena.mapping().bytes();
        this.offset = handle.offset();
        this.live = arena.blocks().liveWord(offset, handle.generation());
        this.bytes = bytes;
        // Padded to words, as blocks are: atomic operations on bytes and shorts go by the int around them.
        this.segment = whole.asSlice(offset + BlockLayout.PAYLOAD, (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        this.cleanable = CLEANER.register(this, attachment);
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
        if ((long) LONG.getVolatile(whole, offset) != live && !isOpen()) {
            throw new ClosedHandleException("a shared thing was used after it was closed"
                    + (attachment.ended().get() ? " here" : " by another process"));
        }
    }

    /** Whether it can still be used. */
    public boolean isOpen() {
        long word = (long) LONG.getVolatile(whole, offset);
        // Doubt is not for those who are attached: it ends with the next look.
        return word == live || word == arena.blocks().doubtedWord(offset, handle.generation());
    }

    /** Closes it for all processes. Closing twice is harmless. */
    @Override
    public void close() {
        closeForAll();
        detach();
    }

    /**
     * As {@link #close()}, but this process goes on to hold its memory, until it {@linkplain #detach lets go} of it.
     *
     * @return whether it was open
     */
    public boolean closeForAll() {
        return arena.blocks().close(offset, handle.generation());
    }

    /** Lets go of it in this process alone; others go on. Done by itself when nobody refers to the block any more. */
    public void detach() {
        cleanable.clean(); // once, and then the cleaner need not know of it any more
    }

    /** Where its payload begins in the memory of the session. */
    public long payloadOffset() {
        return offset + BlockLayout.PAYLOAD;
    }

    /**
     * Makes this part one of {@code owner}: it is kept, whoever is attached, while the owner lives and {@code number} is in
     * the range of the two longs at {@code range} of its payload, the second of which is no longer in it.
     */
    public void belongTo(Block owner, long range, long number) {
        Step.before();
        whole.set(Mapping.PLAIN_INT, offset + BlockLayout.OWNER_GENERATION, owner.handle.generation());
        whole.set(Mapping.PLAIN_INT, offset + BlockLayout.RANGE, (int) range);
        whole.set(Mapping.PLAIN_LONG, offset + BlockLayout.NUMBER, number);
        LONG.setVolatile(whole, offset + BlockLayout.OWNER, owner.offset);
    }

    /** Gives this part another number if it has the expected one; whether it had. */
    public boolean renumber(long expected, long number) {
        Step.before();
        return LONG.compareAndSet(whole, offset + BlockLayout.NUMBER, expected, number);
    }

    /** Whether this part belongs, or belonged, to {@code owner}. */
    public boolean isOf(Block owner) {
        return (long) LONG.getVolatile(whole, offset + BlockLayout.OWNER) == owner.offset
                && whole.get(Mapping.PLAIN_INT, offset + BlockLayout.OWNER_GENERATION) == owner.handle.generation();
    }

    /** Whether this part is the one of {@code owner} that has this number. */
    public boolean isOf(Block owner, long number) {
        return isOf(owner) && whole.get(Mapping.PLAIN_LONG, offset + BlockLayout.NUMBER) == number;
    }

    /** A claim in this block's payload. */
    public Claim claim(long at) {
        return new Claim(arena.mapping(), arena.slots(), offset + BlockLayout.PAYLOAD + at);
    }

    /** An int in this block's payload that threads wait for. */
    public Waiting waiting(long at) {
        return new Waiting(segment, at, arena.vigil(), null);
    }

    /** The bytes of this block's header that belong to the lock that every block has; zeros in a new block. */
    public MemorySegment guard() {
        return whole.asSlice(offset + BlockLayout.GUARD, BlockLayout.GUARD_BYTES);
    }

    /** The first int of {@link #guard()} as one that threads wait for. */
    public Waiting guardWaiting() {
        return new Waiting(whole, offset + BlockLayout.GUARD, arena.vigil(), null);
    }

    /** The processes that may share it. */
    public Slots processes() {
        return arena.slots();
    }

    /** What this process holds of a block; knows nothing of the {@code Block}, so that that can be forgotten. */
    private record Attachment(Session session, Session.Arena arena, long offset, AtomicBoolean ended)
            implements Runnable {
        @Override
        public void run() {
            if (ended.compareAndSet(false, true)) {
                session.detach(arena, offset);
            }
        }
    }
}
