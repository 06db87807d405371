package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks of the whole arena of this process's session, at a moment at which nobody else works in it. */
public final class Heap {
    private Heap() {}

    /** Every block is free and on one list once, or alive. */
    public static void assertWhole() {
        Session.current().reap();
        List<String> wrong = new ArrayList<>();
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
        assertThat(wrong).isEmpty();
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
            if (!isFree && !kept.contains(block) && !isOfThisProcess(arena, block)) {
                wrong.add(describe(mapping, block) + " is held by nobody but not free");
            }
        });
        assertThat(wrong).as(as).isEmpty();
    }

    /** Other tests of this JVM may not have let go of all they had, and globals are for ever. */
    private static boolean isOfThisProcess(Session.Arena arena, long block) {
        int slot = arena.slots().own();
        long bits = arena.mapping().getLong(block + BlockLayout.ATTACHED + (long) (slot / Long.SIZE) * Long.BYTES);
        return (bits >>> (slot % Long.SIZE) & 1) != 0 || Globals.referTo(arena.mapping(), block);
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
