package dev.offspring.channel;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were received, where they lie: a long message is not copied. Closing gives the memory back; until then nobody
 * changes it, and if this process dies it is given back too. It may be {@linkplain Connection#sendBytes(Message) sent on}, also
 * without a copy.
 *
 * <p>For one thread at a time. After it was closed or sent on, its {@link #segment()} must not be used: the memory may be
 * another message's.
 */
public final class Message implements AutoCloseable {
    private final MemorySegment segment;
    private final Stream stream;
    private @Nullable Block block;

    Message(MemorySegment segment, Stream stream, @Nullable Block block) {
        this.segment = segment.asReadOnly();
        this.stream = stream;
        this.block = block;
    }

    /** The bytes, which can be read only. */
    public MemorySegment segment() {
        return segment;
    }

    /** How many they are. */
    public long size() {
        return segment.byteSize();
    }

    /** A copy of them. */
    public byte[] toArray() {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    /** The block that they lie in, which is whoever's who asks from now on; null if they lie in the heap. */
    @Nullable
    Block release() {
        Block released = block;
        block = null;
        return released;
    }

    /** Gives the memory back. Twice is harmless. */
    @Override
    public void close() {
        Block open = release();
        if (open != null) {
            stream.giveBack(open);
        }
    }
}
