package dev.offspring.memory;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What a message takes along: the blocks whose handles it carries. While the parcel is on its way, they are kept, although
 * nobody may be attached to them.
 *
 * <pre>
 *  0       8        16           24
 *  +-------+--------+------------+- - -
 *  | count | offset | generation | …
 *  +-------+--------+------------+- - -
 * </pre>
 *
 * A parcel is on its way while a process is attached to it, or while it belongs to a queue that has its message. Whoever
 * reads the message attaches to what it needs, and closes the parcel. So whatever dies in between, nothing is lost or kept
 * for ever.
 */
public final class Parcel {
    static final int KIND = 8 | BlockLayout.PART;

    private static final long ENTRY = 2 * Long.BYTES;

    private final Block block;

    private Parcel(Block block) {
        this.block = block;
    }

    /** A parcel of these, which this process knows. */
    public static Parcel of(List<Handle> handles) {
        Block block = Session.current().allocatePart(KIND, Long.BYTES + handles.size() * ENTRY);
        MemorySegment bytes = block.segment();
        long at = Long.BYTES;
        Step.before();
        for (Handle handle : handles) {
            bytes.set(Mapping.PLAIN_LONG, at, handle.offset());
            bytes.set(Mapping.PLAIN_LONG, at + Long.BYTES, handle.generation());
            at += ENTRY;
        }
        Mapping.LONG.setVolatile(bytes, 0L, (long) handles.size());
        return new Parcel(block);
    }

    /** The parcel that was made elsewhere. */
    public static Parcel at(long offset, int generation) {
        return new Parcel(Session.current().attachPart(offset, generation, KIND));
    }

    /** It travels as its block's offset and generation. */
    public Block block() {
        return block;
    }

    /** The blocks that it names. */
    public List<Handle> handles() {
        List<Handle> handles = new ArrayList<>();
        Handle own = block.handle();
        MemorySegment bytes = block.segment();
        long count = (long) Mapping.LONG.getVolatile(bytes, 0L);
        for (long i = 0; i < count; i++) {
            long offset = bytes.get(Mapping.PLAIN_LONG, Long.BYTES + i * ENTRY);
            int generation = (int) bytes.get(Mapping.PLAIN_LONG, Long.BYTES + i * ENTRY + Long.BYTES);
            handles.add(new Handle(own.session(), offset, generation, 0));
        }
        return handles;
    }

    /** It has arrived, or never will. Twice is harmless. */
    public void close() {
        block.close();
    }

    /** Calls {@code visitor} with the offset of each block that the parcel in {@code block} names. */
    static void forEach(Mapping mapping, long block, LongConsumer visitor) {
        long payload = block + BlockLayout.PAYLOAD;
        long room = (mapping.getLong(block + BlockLayout.PAYLOAD_BYTES) - Long.BYTES) / ENTRY;
        long count = Math.min(mapping.getLong(payload), room);
        for (long i = 0; i < count; i++) {
            long at = mapping.getLong(payload + Long.BYTES + i * ENTRY);
            long generation = mapping.getLong(payload + Long.BYTES + i * ENTRY + Long.BYTES);
            boolean inside = at >= SessionLayout.BLOCKS && at <= mapping.size() - BlockLayout.PAYLOAD;
            if (inside && BlockLayout.low(mapping.getLong(at)) == (int) generation) {
                visitor.accept(at);
            }
        }
    }
}
