package dev.offspring.memory;

import dev.offspring.error.ClosedHandleException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One life of a block of shared memory, as this process sees it. Any thread may use it.
 *
 * <p>Closing it, in any process, ends it everywhere: later use is a {@link ClosedHandleException}. The memory itself returns
 * when each attached process has noticed or ended. What a thread is doing with the bytes at the very moment in which another
 * thread of the same process closes them is not protected.
 */
public final class Block implements AutoCloseable {
    private final @Nullable MappedArena arena;
    private final MemorySegment bytes;
    private final long stateOffset;
    private final long live;
    private final MemorySegment segment;
    private final Handle handle;

    Block(@Nullable MappedArena arena, MemorySegment bytes, Handle handle) {
        this.arena = arena;
        this.bytes = bytes;
        this.handle = handle;
        this.stateOffset = handle.offset() + BlockLayout.STATE;
        this.live = BlockLayout.word(BlockLayout.LIVE, handle.generation());
        this.segment = bytes.asSlice(
                handle.offset() + BlockLayout.DATA, Words.getLong(bytes, handle.offset() + BlockLayout.BYTES));
    }

    /** Bytes of this process alone, which behave like a block until they are garbage. */
    public static Block scratch(int kind, long dataBytes) {
        MemorySegment bytes = Arena.ofAuto().allocate(BlockLayout.DATA + dataBytes, 64);
        Words.setLong(bytes, BlockLayout.BYTES, dataBytes);
        Words.setLong(bytes, BlockLayout.STATE, BlockLayout.word(BlockLayout.LIVE, 0));
        return new Block(null, bytes, new Handle(0, 0, 0, kind));
    }

    /** The bytes, zero when they were allocated. */
    public MemorySegment segment() {
        return segment;
    }

    /** Its name for other processes of the session. */
    public Handle handle() {
        return handle;
    }

    /** False for scratch memory, which no other process can see. */
    public boolean isShared() {
        return arena != null;
    }

    /** @throws ClosedHandleException if it has been closed, by whichever process */
    public void check() {
        if (Words.getLong(bytes, stateOffset) != live) {
            noticeClosed();
        }
    }

    private void noticeClosed() {
        if (arena != null) {
            arena.letGo(handle);
        }
        throw new ClosedHandleException("used after it was closed: block at offset=" + handle.offset() + " generation="
                + handle.generation() + " kind=" + handle.kind());
    }

    public boolean isClosed() {
        return Words.getLong(bytes, stateOffset) != live;
    }

    /** Ends it in every process. Closing twice is harmless. */
    @Override
    public void close() {
        if (arena != null) {
            arena.close(handle);
        } else {
            Words.setLong(bytes, stateOffset, BlockLayout.word(BlockLayout.CLOSED, handle.generation()));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Block that && (arena == null ? this == that : handle.equals(that.handle));
    }

    @Override
    public int hashCode() {
        return handle.hashCode();
    }

    @Override
    public String toString() {
        return "Block[offset=" + handle.offset() + " generation=" + handle.generation() + " kind=" + handle.kind() + " bytes="
                + segment.byteSize() + (isClosed() ? " closed]" : "]");
    }
}
