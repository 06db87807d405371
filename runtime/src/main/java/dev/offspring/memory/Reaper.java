package dev.offspring.memory;

import static dev.offspring.memory.BlockLayout.OWNED;
import static dev.offspring.memory.BlockLayout.RECLAIMING;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes back what dead processes held. Idempotent: a reaper that dies is followed by another, which does it again.
 *
 * <p>Whoever reaps a slot holds its lock, so that there is one reaper to a slot.
 */
final class Reaper {
    /** How often to look again whether another process has finished with a block; it takes a microsecond to. */
    private static final int REPAIR_TURNS = 10_000;

    /** How long to wait for another that doubts; tests are in a hurry. */
    static volatile long patienceNanos = TimeUnit.SECONDS.toNanos(1);

    private final Mapping mapping;
    private final Blocks blocks;

    Reaper(Mapping mapping, Blocks blocks) {
        this.mapping = mapping;
        this.blocks = blocks;
    }

    /** All slots of dead processes; under pressure also blocks that nobody is attached to, although nobody closed them. */
    void reapAll(Slots slots, boolean pressure) {
        for (int slot = 0; slot < SessionLayout.SLOT_COUNT; slot++) {
            if (slot == slots.own() || !slots.isTaken(slot)) {
                continue;
            }
            try (Slots.Exclusive dead = slots.exclusiveForReaping(slot)) {
                if (dead != null && slots.isTaken(slot) && finishIntent(slot, slots)) {
                    reap(slot);
                    slots.journal().note(Journal.What.REAPED, slot, 0);
                }
            }
        }
        if (pressure) {
            doubting(slots, () -> {
                blocks.reclaimForgotten();
                blocks.reclaimForgotten(); // and what belonged to those
                return true;
            });
        }
    }

    /** Closes a block that nobody can reach any more; whether it is closed. */
    boolean closeIfForgotten(long block, int generation, long travelled, Slots slots) {
        if (blocks.isAttachedByLiving(block, slots)) {
            return false;
        }
        if (isLeft(block, travelled)) {
            return blocks.closeLeft(block, generation);
        }
        reapAll(slots, false);
        if (isLeft(block, travelled)) {
            return blocks.closeLeft(block, generation);
        }
        return doubting(slots, () -> blocks.closeIfForgotten(block, generation));
    }

    /** Nobody has it any more: whoever sends it is attached until it has travelled, so we look in this order. */
    private boolean isLeft(long block, long travelled) {
        return !blocks.isAttached(block) && mapping.getInt(block + BlockLayout.PAYLOAD + travelled) == 0;
    }

    /** One process at a time doubts; false if another has been at it for too long, because it is stopped. */
    private boolean doubting(Slots slots, BooleanSupplier work) {
        Claim claim = new Claim(mapping, slots, SessionLayout.DOUBTING);
        try {
            if (claim.acquire(patienceNanos, false) == Claim.Outcome.TIMED_OUT) {
                return false;
            }
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        try {
            return work.getAsBoolean();
        } finally {
            claim.release();
        }
    }

    private boolean finishIntent(int slot, Slots slots) {
        long intent = mapping.getLong(SlotLayout.offset(slot) + SlotLayout.INTENT);
        if (intent != 0 && !blocks.finishIntent(intent, slot, slots)) {
            return false;
        }
        mapping.setLong(SlotLayout.offset(slot) + SlotLayout.INTENT, 0);
        return true;
    }

    /** The slot that this process has taken over from a dead one; false if another process is at the same block. */
    boolean repair(int slot, Slots slots) {
        for (int turn = 0; !finishIntent(slot, slots); turn++) {
            if (turn == REPAIR_TURNS) {
                return false;
            }
            Thread.onSpinWait();
        }
        reap(slot);
        return true;
    }

    /** The blocks of one dead process; its slot's lock is held, so that nobody else writes words with this slot. */
    private void reap(int slot) {
        blocks.forEach(block -> reap(block, slot));
        mapping.setInt(SlotLayout.offset(slot) + SlotLayout.TAKEN, 0);
    }

    private void reap(long block, int slot) {
        long word = mapping.getLong(block);
        int state = BlockLayout.state(word);
        if ((state == OWNED || state == RECLAIMING) && BlockLayout.slot(word) == slot) {
            int sizeClass = BlockLayout.sizeClass(word);
            if (mapping.compareAndSet(block, word, blocks.owned(RECLAIMING, sizeClass))) {
                blocks.free(block, sizeClass);
            }
            return;
        }
        blocks.setAttached(block, slot, false);
        blocks.reclaimIfClosed(block);
    }
}
