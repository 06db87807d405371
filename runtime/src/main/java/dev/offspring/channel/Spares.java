package dev.offspring.channel;

import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory that an owner's streams have had in use and will use again: a few places in the owner's payload, each with the offset
 * of a block or 0.
 *
 * <p>A spare is attached to by nobody, and when memory runs short it is taken back: a place may name what is no spare any more.
 * So whoever takes a block out attaches to it, and looks whether it is still the owner's and has the number of a spare.
 */
final class Spares {
    private static final long SPARE = -1;
    private static final long IN_USE = -2;

    /** Larger ones are not kept. */
    private static final long LARGEST = 2 << 20;

    private final Session session = Session.current();
    private final Block owner;
    private final MemorySegment bytes;
    private final long chunks;
    private final long messages;

    /** In the stream at {@code at} of the owner's payload. */
    Spares(Block owner, long at) {
        this.owner = owner;
        this.bytes = owner.segment();
        this.chunks = at + StreamLayout.SPARE_CHUNKS;
        this.messages = at + StreamLayout.SPARE_MESSAGES;
    }

    /** A block for a message of this many bytes, to which this process is attached; they may be anything. */
    Block message(long length) {
        for (int i = 0; i < StreamLayout.SPARE_MESSAGE_COUNT; i++) {
            Block spare = takeOut(messages + (long) i * Long.BYTES, Kinds.MESSAGE);
            if (spare != null && spare.bytes() >= length && spare.bytes() / 4 <= length) {
                return spare;
            }
            if (spare != null) {
                giveBack(spare);
            }
        }
        return session.allocatePart(Kinds.MESSAGE, Session.room(length));
    }

    /** A message's block that is not needed any more; this process lets go of it. */
    void giveBack(Block block) {
        if (block.bytes() <= LARGEST) {
            for (int i = 0; i < StreamLayout.SPARE_MESSAGE_COUNT; i++) {
                if (putIn(messages + (long) i * Long.BYTES, block)) {
                    return;
                }
            }
        }
        block.close();
    }

    /** A chunk of this many bytes that has been in use; null if there is none. */
    @Nullable
    Block chunk(long size) {
        Block spare = takeOut(place(size), Kinds.CHUNK);
        if (spare != null && spare.bytes() != size) {
            spare.close();
            return null;
        }
        return spare;
    }

    /** A chunk that is not needed any more. */
    void giveBackChunk(long offset) {
        Block block = session.attachPart(offset, Kinds.CHUNK);
        if (block != null && !(block.isOf(owner) && putIn(place(block.bytes()), block))) {
            close(block);
        }
    }

    /** Closes a part of the owner's; what native code has made of it is left alone if it is another's. */
    void close(@Nullable Block block) {
        if (block != null && block.isOf(owner)) {
            block.close();
        } else if (block != null) {
            block.detach();
        }
    }

    private long place(long size) {
        return size == Chain.SMALL_BYTES ? chunks : chunks + Long.BYTES;
    }

    private @Nullable Block takeOut(long place, int kind) {
        long offset = Words.getVolatile(bytes, place);
        if (offset == 0 || !Words.compareAndSet(bytes, place, offset, 0)) {
            return null;
        }
        Block block = session.attachPart(offset, kind);
        if (block != null && block.isOf(owner) && block.renumber(SPARE, IN_USE)) {
            return block;
        }
        if (block != null) {
            block.detach();
        }
        return null;
    }

    private boolean putIn(long place, Block block) {
        if (!owner.isOpen() || Words.getVolatile(bytes, place) != 0) {
            return false;
        }
        block.belongTo(owner, 0, SPARE);
        if (!Words.compareAndSet(bytes, place, 0, block.handle().offset())) {
            return false;
        }
        block.detach();
        return true;
    }

    /** Gives all of them back to the arena. */
    void free() {
        for (long place = chunks;
                place < messages + StreamLayout.SPARE_MESSAGE_COUNT * Long.BYTES;
                place += Long.BYTES) {
            Block spare = takeOut(place, place < messages ? Kinds.CHUNK : Kinds.MESSAGE);
            if (spare != null) {
                spare.close();
            }
        }
    }
}
