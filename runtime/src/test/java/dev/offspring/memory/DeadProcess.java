package dev.offspring.memory;

/** What a process may leave behind, put there by hand: a slot whose process is dead, and blocks in all states of its doing. */
public final class DeadProcess {
    /** A slot that no test gets to, in an epoch that it never has. */
    public static final int SLOT = SessionLayout.SLOT_COUNT - 2;

    public static final int EPOCH = 77;

    /** That of the small blocks of the tests, so that they meet on one list. */
    private static final int SIZE_CLASS = SizeClasses.of(BlockLayout.PAYLOAD + 1000);

    private DeadProcess() {}

    /** Four blocks: about to be made, about to be listed, closed while it used them, and half reclaimed. */
    public static void leave() {
        Session.Arena arena = Session.current().arena();
        Mapping mapping = arena.mapping();
        Blocks blocks = new Blocks(mapping, SLOT, EPOCH);
        Session.Arena in =
                new Session.Arena(mapping, arena.slots(), blocks, arena.reaper(), arena.vigil(), arena.space());
        long row = SlotLayout.offset(SLOT);
        mapping.setInt(row + SlotLayout.EPOCH, EPOCH);
        Session.allocate(in, SIZE_CLASS, true);
        long closed = Session.allocate(in, SIZE_CLASS, true);
        blocks.close(closed, blocks.publish(closed, HeapWorker.KIND, 8));
        long reclaiming = Session.allocate(in, SIZE_CLASS, true);
        mapping.setLong(reclaiming, blocks.owned(BlockLayout.RECLAIMING, SIZE_CLASS));
        long unlisted = Session.allocate(in, SIZE_CLASS, true);
        int generation = mapping.getInt(unlisted + BlockLayout.GENERATION) + 1;
        mapping.setInt(unlisted + BlockLayout.GENERATION, generation);
        mapping.setLong(unlisted, BlockLayout.word(BlockLayout.FREE, SIZE_CLASS, 0, generation));
        mapping.setLong(row + SlotLayout.INTENT, unlisted);
        mapping.setInt(row + SlotLayout.TAKEN, 1); // last: another process may reap it at once
    }

    /** Its slot looks as if it lived: only the kernel knows better. */
    public static void pretendToLive() {
        Mapping mapping = Session.current().arena().mapping();
        mapping.setInt(SlotLayout.offset(SLOT) + SlotLayout.KNOWN_DEAD, 0);
        mapping.setInt(SlotLayout.offset(SLOT) + SlotLayout.EPOCH, EPOCH);
    }

    /** A block that lives, and that somebody has begun to doubt. */
    public static void doubt(Block block) {
        Mapping mapping = Session.current().arena().mapping();
        Blocks blocks = Session.current().arena().blocks();
        long offset = block.handle().offset();
        mapping.setLong(offset, blocks.doubtedWord(offset, block.handle().generation()));
    }

    /** As the runtime does when memory is short. */
    public static void reapUnderPressure() {
        Session.Arena arena = Session.current().arena();
        arena.reaper().reapAll(arena.slots(), true);
    }
}
