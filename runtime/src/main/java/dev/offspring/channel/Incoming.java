package dev.offspring.channel;

import dev.offspring.memory.Block;
import dev.offspring.memory.Parcel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message that came out of a {@link Stream}. For one thread, and used again and again. */
final class Incoming {
    private static final int FIRST_BYTES = 256;

    byte[] bytes = new byte[FIRST_BYTES];
    int length;
    int flags;

    /** The content, when it has a block of its own; this process is attached to it. */
    @Nullable
    Block block;

    long blockLength;

    @Nullable
    Parcel parcel;

    void clear(int header) {
        flags = header;
        length = 0;
        block = null;
        parcel = null;
    }

    boolean isRaw() {
        return (flags & StreamLayout.RAW) != 0;
    }

    long contentBytes() {
        return block == null ? length : blockLength;
    }

    void reserve(int count) {
        if (bytes.length < count + Long.BYTES) {
            bytes = new byte[Math.max(count + Long.BYTES, 2 * bytes.length)];
        }
    }

    /** A copy of the content; in {@code likely}, if that is as long. */
    byte[] toArray(byte @Nullable [] likely) {
        Block from = block;
        if (from == null) {
            return Arrays.copyOf(bytes, length);
        }
        int count = arrayLength();
        byte[] copy = likely != null && likely.length == count ? likely : new byte[count];
        MemorySegment.copy(from.segment(), ValueLayout.JAVA_BYTE, 0, copy, 0, count);
        return copy;
    }

    private int arrayLength() {
        if (blockLength > Integer.MAX_VALUE - Long.BYTES) {
            throw new OutOfMemoryError("a message of " + blockLength + " bytes does not fit into an array");
        }
        return (int) blockLength;
    }

    /** The content of a block as bytes in the heap; the block is not needed any more. */
    void toHeap(Stream stream) {
        Block from = block;
        if (from != null) {
            try {
                length = arrayLength();
                reserve(length);
                MemorySegment.copy(from.segment(), ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
            } finally {
                block = null;
                stream.giveBack(from);
            }
        }
    }
}
