package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Checks of the whole arena of this process's session, at a moment at which nobody else works in it. */
public final class Heap {
    /** Far from those that tests take by hand. */
    private static final int FIRST_SLOT = 100;

    private Heap() {}

    /** The next processes get low slots, so that none gets to that of {@link DeadProcess}. */
    public static void giveLowSlots() {
        Session.current().arena().mapping().setInt(SessionLayout.NEXT_SLOT, 1);
    }

    /** The next block of this size is new memory: what was free of it is this process's from here on. */
    public static void useUpFree(int kind, long bytes) {
        Mapping mapping = Session.current().arena().mapping();
        long bump = mapping.getLong(SessionLayout.BUMP);
        while (mapping.getLong(SessionLayout.BUMP) == bump) {
            Session.current().allocate(kind, bytes);
        }
    }

    /** This new memory is all zeros, and from here on nothing but ones, so that its next owner can see if it is not cleaned. */
    static void assertZeroThenFill(Mapping mapping, long block, int bytes) {
        MemorySegment payload = mapping.bytes().asSlice(block + BlockLayout.PAYLOAD, bytes);
        long dirty = payload.mismatch(MemorySegment.ofArray(new byte[bytes]));
        if (dirty >= 0) {
            throw new AssertionError("block=" + block + " is handed out dirty at byte " + dirty + " of " + bytes);
        }
        payload.fill((byte) -1);
    }

    /** Nothing was ever handed out, and no process but this one was ever here. */
    static void reset() {
        Session.Arena arena = Session.current().arena();
        Mapping mapping = arena.mapping();
        long end = Math.min(mapping.getLong(SessionLayout.BUMP) + SizeClasses.size(0), mapping.size());
        mapping.setLong(SessionLayout.BUMP, SessionLayout.BLOCKS);
        mapping.setLong(SessionLayout.RESERVED, SessionLayout.BLOCKS);
        mapping.setLong(SessionLayout.RESERVING, 0);
        mapping.setInt(SessionLayout.NEXT_SLOT, FIRST_SLOT);
        clear(mapping, SessionLayout.FREE, SessionLayout.SLOTS);
        clear(mapping, SlotLayout.offset(arena.slots().own() + 1), SessionLayout.JOURNALS);
        clear(mapping, SessionLayout.BLOCKS, end);
    }

    private static void clear(Mapping mapping, long from, long to) {
        mapping.bytes().asSlice(from, to - from).fill((byte) 0);
    }

    /**
     * Every block is free and on one list once, or alive. What is not, is looked at again: the collector may just have found
     * a thing that a test forgot, which is then being closed while the lists are read.
     */
    public static void assertWhole() {
        Session.current().reap();
        Set<String> wrong = wrong();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (!wrong.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            wrong.retainAll(wrong());
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> wrong() {
        Set<String> wrong = new LinkedHashSet<>();
        Session.Arena arena = Session.current().arena();
        Mapping mapping = arena.mapping();
        Map<Long, Integer> listed = listed(mapping);
        arena.blocks().forEach(block -> {
            int state = BlockLayout.state(mapping.getLong(block));
            boolean isFree = state == BlockLayout.FREE && listed.getOrDefault(block, 0) == 1;
            // What was killed between publishing and closing lives on until memory is short: nobody is attached to it.
            boolean isAlive = (state == BlockLayout.LIVE || state == BlockLayout.DOUBTED) && !listed.containsKey(block);
            boolean isClosedButUsed =
                    state == BlockLayout.CLOSED && arena.blocks().isAttached(block);
            if (!isFree && !isAlive && !isClosedButUsed) {
                wrong.add(describe(mapping, block) + " listed=" + listed.get(block));
            }
        });
        return wrong;
    }

    /** How many parts there are of the block that was, or is, there in this generation. */
    public static int partsOf(long owner, int generation) {
        Session.Arena arena = Session.current().arena();
        Mapping mapping = arena.mapping();
        List<Long> parts = new ArrayList<>();
        arena.blocks().forEach(block -> {
            int state = BlockLayout.state(mapping.getLong(block));
            boolean isPart = (state == BlockLayout.LIVE || state == BlockLayout.DOUBTED || state == BlockLayout.CLOSED)
                    && (mapping.getInt(block + BlockLayout.KIND) & BlockLayout.PART) != 0;
            if (isPart
                    && mapping.getLong(block + BlockLayout.OWNER) == owner
                    && mapping.getInt(block + BlockLayout.OWNER_GENERATION) == generation) {
                parts.add(block);
            }
        });
        return parts.size();
    }

    /** How much memory they take. */
    public static long bytesOfPartsOf(long owner, int generation) {
        Mapping mapping = Session.current().arena().mapping();
        long[] bytes = {0};
        Session.current().arena().blocks().forEach(block -> {
            long word = mapping.getLong(block);
            boolean isPart = (mapping.getInt(block + BlockLayout.KIND) & BlockLayout.PART) != 0
                    && BlockLayout.state(word) != BlockLayout.FREE;
            if (isPart
                    && mapping.getLong(block + BlockLayout.OWNER) == owner
                    && mapping.getInt(block + BlockLayout.OWNER_GENERATION) == generation) {
                bytes[0] += SizeClasses.size(BlockLayout.sizeClass(word));
            }
        });
        return bytes[0];
    }

    /** What is not free although memory is short: of other tests, such as messages that died with their channel. */
    static Set<Long> held() {
        Session.Arena arena = Session.current().arena();
        arena.reaper().reapAll(arena.slots(), true);
        Set<Long> held = new HashSet<>();
        arena.blocks().forEach(block -> {
            if (BlockLayout.state(arena.mapping().getLong(block)) != BlockLayout.FREE) {
                held.add(block);
            }
        });
        return held;
    }

    /** As above; and all blocks but those of the tests are free when memory is short. */
    static void assertEmptyBut(Set<Long> kept, String as) {
        assertWhole();
        Session.Arena arena = Session.current().arena();
        Mapping mapping = arena.mapping();
        List<String> wrong = new ArrayList<>();
        arena.reaper().reapAll(arena.slots(), true);
        arena.blocks().forEach(block -> {
            boolean isFree = BlockLayout.state(mapping.getLong(block)) == BlockLayout.FREE;
            if (!isFree && !kept.contains(block) && !isOfTheLiving(arena, block)) {
                wrong.add(describe(mapping, block) + " is held by nobody but not free");
            }
        });
        assertThat(wrong).as(as).isEmpty();
    }

    /** Other tests, and the processes that they keep, may not have let go of all they had; and globals are for ever. */
    private static boolean isOfTheLiving(Session.Arena arena, long block) {
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            long word = block + BlockLayout.ATTACHED + (long) (slot / Long.SIZE) * Long.BYTES;
            boolean attached = (arena.mapping().getLong(word) >>> (slot % Long.SIZE) & 1) != 0;
            if (attached && !arena.slots().isDead(slot, arena.slots().epoch(slot))) {
                return true;
            }
        }
        return Globals.referTo(arena.mapping(), block);
    }

    private static String describe(Mapping mapping, long block) {
        return "block=" + block + " state=" + Long.toHexString(mapping.getLong(block)) + " kind="
                + mapping.getInt(block + BlockLayout.KIND);
    }

    private static Map<Long, Integer> listed(Mapping mapping) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            long block = (mapping.getLong(SessionLayout.FREE + (long) sizeClass * Long.BYTES) & (1L << 40) - 1) << 6;
            while (block != 0) {
                int count = counts.merge(block, 1, Integer::sum);
                assertThat(count)
                        .as("times that block=%d is on a free list", block)
                        .isEqualTo(1);
                assertThat(BlockLayout.sizeClass(mapping.getLong(block))).isEqualTo(sizeClass);
                block = mapping.getLong(block + BlockLayout.NEXT);
            }
        }
        return counts;
    }
}
