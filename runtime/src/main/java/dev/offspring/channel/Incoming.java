package dev.offspring.channel;

import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Parcel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message that came out of a {@link Stream}. For one thread, and used again and again. */
final class Incoming {
    private static final int FIRST_BYTES = 256;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 2 * Long.BYTES;

    byte[] bytes = new byte[FIRST_BYTES];
    int offset;
    int length;
    int flags;

    /** The content, when it has a block of its own; this process is attached to it. */
    @Nullable
    Block block;

    long blockLength;

    @Nullable
    Parcel parcel;

    /** What it says of its block or parcel cannot be. */
    boolean isBroken;

    void clear(int header) {
        flags = header;
        offset = 0;
        length = 0;
        block = null;
        parcel = null;
        isBroken = false;
    }

    /** Throws if it is not what was put; it is gone all the same. */
    void check() {
        if (isBroken) {
            throw new TransferException("a message is corrupt: the memory that it names is not its own; has native code"
                    + " written where it must not?");
        }
    }

    boolean isRaw() {
        return (flags & StreamLayout.RAW) != 0;
    }

    long contentBytes() {
        return block == null ? length : blockLength;
    }

    /** The content where it lies: good until this is used again, or the block given back. */
    MemorySegment segment() {
        Block from = block;
        return from == null
                ? MemorySegment.ofArray(bytes).asSlice(offset, length)
                : from.segment().asSlice(0, blockLength);
    }

    void reserve(int count) {
        if (bytes.length < count + Long.BYTES) {
            bytes = new byte[Math.max(count + Long.BYTES, 2 * bytes.length)];
        }
    }

    /**
     * A copy of the content; in {@code likely}, if that is as long.
     *
     * @throws TransferException if it does not fit into an array, or into the heap
     */
    byte[] toArray(byte @Nullable [] likely) {
        Block from = block;
        if (from == null) {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }
        int count = arrayLength();
        try {
            byte[] copy = likely != null && likely.length == count ? likely : new byte[count];
            MemorySegment.copy(from.segment(), ValueLayout.JAVA_BYTE, 0, copy, 0, count);
            return copy;
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    /** The content of a block as bytes in the heap; the block is not needed any more. Throws as {@link #toArray} does. */
    void toHeap(Stream stream) {
        Block from = block;
        if (from != null) {
            try {
                offset = 0;
                length = arrayLength();
                reserve(length);
                MemorySegment.copy(from.segment(), ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
            } catch (OutOfMemoryError e) {
                throw tooLarge(e);
            } finally {
                block = null;
                stream.giveBack(from);
            }
        }
    }

    private int arrayLength() {
        if (blockLength > LONGEST_ARRAY) {
            throw new TransferException("a message of " + blockLength
                    + " bytes does not fit into an array: receive it by receiveMessage(), or into a MemorySegment");
        }
        return (int) blockLength;
    }

    private TransferException tooLarge(OutOfMemoryError e) {
        return new TransferException(
                "a message of " + blockLength + " bytes does not fit into this process's heap: give it more with"
                        + " -Xmx, or receive it by receiveMessage()",
                e);
    }
}
