package dev.offspring.memory;

import dev.offspring.error.SessionException;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** The session's named blocks: one for each class with shared static fields. */
public final class Globals {
    /** The kind of their blocks. */
    static final int KIND = 1;

    private Globals() {}

    /**
     * The block of this name; the first process that asks makes it, with {@code firstValues} as its bytes.
     *
     * @param firstValues asked only if nobody has made the block, and before anything is claimed: it may be the user's code
     * @param discarded run if the first values were asked for, but another process was faster
     * @throws SessionException if another process has a class of this name with another layout
     */
    public static Block find(String name, long layoutHash, Supplier<MemorySegment> firstValues, Runnable discarded) {
        Session session = Session.current();
        Session.Arena arena = session.arena();
        Mapping mapping = arena.mapping();
        long entry = entry(mapping, name);
        Claim claim = new Claim(mapping, arena.slots(), entry + GlobalLayout.CLAIM);
        MemorySegment values = claim.isDone() ? MemorySegment.NULL : firstValues.get();
        if (claim.acquire()) {
            try {
                Block block = session.allocate(KIND, values.byteSize());
                Step.before();
                block.segment().copyFrom(values);
                mapping.setLong(entry + GlobalLayout.LAYOUT, layoutHash);
                mapping.setLong(entry + GlobalLayout.BLOCK, block.handle().offset());
                mapping.setLong(entry + GlobalLayout.GENERATION, block.handle().generation());
                claim.finish();
                return block;
            } finally {
                if (!claim.isDone()) {
                    claim.release();
                }
            }
        }
        if (!values.equals(MemorySegment.NULL)) {
            discarded.run();
        }
        if (mapping.getLong(entry + GlobalLayout.LAYOUT) != layoutHash) {
            throw new SessionException(
                    "the shared fields of " + name + " are laid out otherwise in this process than in the"
                            + " one that used them first: start all processes from one build of the classes");
        }
        return session.attach(new Handle(
                session.address().nonce(),
                mapping.getLong(entry + GlobalLayout.BLOCK),
                (int) mapping.getLong(entry + GlobalLayout.GENERATION),
                KIND));
    }

    /** Whether a block is one of these; only of a block to which nobody is attached, so that none is just becoming one. */
    static boolean referTo(Mapping mapping, long block) {
        if (mapping.getInt(block + BlockLayout.KIND) != KIND) {
            return false;
        }
        for (int entry = 0; entry < SessionLayout.GLOBAL_COUNT; entry++) {
            long at = GlobalLayout.offset(entry);
            if (mapping.getLong(at + GlobalLayout.BLOCK) == block
                    && mapping.getLong(at + GlobalLayout.CLAIM) == Claim.DONE) {
                return true;
            }
        }
        return false;
    }

    private static long entry(Mapping mapping, String name) {
        long key = key(name);
        for (int probe = 0; probe < SessionLayout.GLOBAL_COUNT; probe++) {
            long entry = GlobalLayout.offset((int) Math.floorMod(key + probe, (long) SessionLayout.GLOBAL_COUNT));
            if (mapping.getLong(entry + GlobalLayout.KEY) == 0) {
                mapping.compareAndSet(entry + GlobalLayout.KEY, 0, key);
            }
            if (mapping.getLong(entry + GlobalLayout.KEY) == key) {
                return entry;
            }
        }
        throw new SessionException("more than " + SessionLayout.GLOBAL_COUNT
                + " classes have shared static fields: gather them in fewer classes");
    }

    /** FNV-1a (Fowler, Noll, Vo; 64 bits) of the name; never 0, which is an empty entry. */
    private static long key(String name) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
