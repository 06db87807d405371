package dev.offspring.channel;

import dev.offspring.memory.Block;
import dev.offspring.memory.Parcel;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A message on its way into a {@link Stream}. For one thread; its bytes must not change until it is there. */
final class Outgoing {
    private static final byte[] NOTHING = {};

    byte[] bytes = NOTHING;
    int offset;
    int length;
    int flags;

    /** The content, instead of {@code bytes}. */
    @Nullable
    MemorySegment segment;

    /** The content, when it has a block of its own; this process is attached to it. */
    @Nullable
    Block block;

    long blockLength;

    @Nullable
    Parcel parcel;

    void encoded(byte[] from, int start, int count, @Nullable Parcel with) {
        clear();
        bytes = from;
        offset = start;
        length = count;
        parcel = with;
    }

    void raw(byte[] from, int start, int count) {
        clear();
        bytes = from;
        offset = start;
        length = count;
        flags = StreamLayout.RAW;
    }

    void raw(MemorySegment from) {
        clear();
        segment = from;
        flags = StreamLayout.RAW;
    }

    void raw(Block content, long count) {
        clear();
        block = content;
        blockLength = count;
        flags = StreamLayout.RAW;
    }

    /** Refers to nothing any more. */
    void forget() {
        clear();
        bytes = NOTHING;
    }

    private void clear() {
        segment = null;
        block = null;
        parcel = null;
        flags = 0;
    }

    long contentBytes() {
        MemorySegment from = segment;
        return from == null ? length : from.byteSize();
    }

    /** How many bytes it takes in a frame. */
    int frameBytes() {
        int content = block == null ? (int) contentBytes() : StreamLayout.LARGE_BYTES;
        return parcel == null ? content : content + StreamLayout.PARCEL_BYTES;
    }

    int header() {
        int large = block == null ? 0 : StreamLayout.LARGE;
        int carries = parcel == null ? 0 : StreamLayout.CARRIES;
        return StreamLayout.PUBLISHED | flags | large | carries | frameBytes();
    }
}
