package dev.offspring.memory;

import static dev.offspring.memory.BlockLayout.CLOSED;
import static dev.offspring.memory.BlockLayout.DOUBTED;
import static dev.offspring.memory.BlockLayout.FREE;
import static dev.offspring.memory.BlockLayout.LIVE;
import static dev.offspring.memory.BlockLayout.OWNED;
import static dev.offspring.memory.BlockLayout.RECLAIMING;

import dev.offspring.os.SharedFile;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/**
 * The allocator: blocks of some sizes, lock-free between processes, one operation at a time within one.
 *
 * <p>Every change of a block is a CAS on its state word. The bump pointer and the free lists only help to find blocks:
 * <ul>
 *   <li>a new block is claimed by a CAS on the state word at the bump pointer, which is 0 there; whoever sees a claimed
 *       block there moves the pointer past it, for its owner may have died before it could;
 *   <li>a free list is a stack (Treiber, 1986) whose head has a tag against reuse in between. Before a process takes a
 *       block from a list or puts one on it, it notes the block as its <em>intent</em>: whoever reaps the process finds
 *       there the one block that may be on no list.
 * </ul>
 */
final class Blocks {
    private static final int OFFSET_SHIFT = 6;
    private static final int OFFSET_BITS = 40;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    /** From here on, pages of free blocks go back to the system. */
    private static final long RELEASE_BYTES = 1 << 18;

    private final Mapping mapping;
    private final int slot;
    private final int epoch;

    Blocks(Mapping mapping, int slot, int epoch) {
        this.mapping = mapping;
        this.slot = slot;
        this.epoch = epoch;
    }

    /**
     * A block of this class that nobody else has, in state OWNED; −1 if there is no room below {@code limit}.
     *
     * @param zeros whether its bytes must be zeros; else they may be anything
     */
    synchronized long allocate(int sizeClass, long limit, boolean zeros) {
        long block = pop(sizeClass);
        if (block < 0) {
            return bump(sizeClass, limit);
        }
        if (zeros && mapping.getInt(block + BlockLayout.CLEAN) == 0) {
            Step.before();
            payload(block, sizeClass).fill((byte) 0);
        }
        mapping.putInt(block + BlockLayout.CLEAN, 0);
        return block;
    }

    private long bump(int sizeClass, long limit) {
        while (true) {
            long block = mapping.getLong(SessionLayout.BUMP);
            if (block + SizeClasses.size(sizeClass) > limit) {
                return -1;
            }
            boolean claimed = mapping.compareAndSet(block, 0, owned(OWNED, sizeClass));
            helpBump(block);
            if (claimed) {
                return block;
            }
        }
    }

    /** Moves the bump pointer past the block at {@code block}, if it stands there and the block is claimed. */
    private void helpBump(long block) {
        long word = mapping.getLong(block);
        if (word != 0) {
            mapping.compareAndSet(SessionLayout.BUMP, block, block + SizeClasses.size(BlockLayout.sizeClass(word)));
        }
    }

    private long pop(int sizeClass) {
        while (true) {
            long head = mapping.getLong(head(sizeClass));
            long block = offset(head);
            if (block == 0) {
                return -1;
            }
            setIntent(block);
            long next = mapping.getLong(block + BlockLayout.NEXT);
            // Before it leaves the list: afterwards a reaper may list it again, and that other free life is not ours.
            long free = mapping.getLong(block);
            boolean popped = mapping.compareAndSet(head(sizeClass), head, head(head, next));
            boolean claimed = popped
                    && BlockLayout.state(free) == FREE
                    && mapping.compareAndSet(block, free, owned(OWNED, sizeClass));
            setIntent(0);
            if (claimed) {
                return block;
            }
        }
    }

    private void push(long block, int sizeClass) {
        while (true) {
            long head = mapping.getLong(head(sizeClass));
            mapping.putLong(block + BlockLayout.NEXT, offset(head));
            if (mapping.compareAndSet(head(sizeClass), head, head(head, block))) {
                return;
            }
        }
    }

    /** Makes a block known to the world: from here on it lives until it is closed and all have let go of it. */
    int publish(long block, int kind, long payloadBytes) {
        int sizeClass = BlockLayout.sizeClass(mapping.getLong(block));
        int generation = mapping.getInt(block + BlockLayout.GENERATION) + 1;
        mapping.putInt(block + BlockLayout.GENERATION, generation);
        mapping.putInt(block + BlockLayout.KIND, kind);
        mapping.putInt(block + BlockLayout.IN_FLIGHT, 0);
        mapping.putLong(block + BlockLayout.PAYLOAD_BYTES, payloadBytes);
        // The guard of its last life, and who was attached then.
        Step.before();
        mapping.bytes()
                .asSlice(block + BlockLayout.GUARD, BlockLayout.PAYLOAD - BlockLayout.GUARD)
                .fill((byte) 0);
        attach(block);
        mapping.putLong(block, BlockLayout.word(LIVE, sizeClass, 0, generation));
        return generation;
    }

    /** The state word of the living block of this generation. */
    long liveWord(long block, int generation) {
        return BlockLayout.word(LIVE, BlockLayout.sizeClass(mapping.getLong(block)), 0, generation);
    }

    void attach(long block) {
        setAttached(block, slot, true);
    }

    /** This process lets go of a block; whoever is the last to let go of a closed one takes it back. */
    void detach(long block) {
        setAttached(block, slot, false);
        reclaimIfClosed(block);
    }

    void setAttached(long block, int of, boolean attached) {
        long word = block + BlockLayout.ATTACHED + (long) (of / Long.SIZE) * Long.BYTES;
        long bit = 1L << (of % Long.SIZE);
        while (true) {
            long bits = mapping.getLong(word);
            long changed = attached ? bits | bit : bits & ~bit;
            if (bits == changed || mapping.compareAndSet(word, bits, changed)) {
                return;
            }
        }
    }

    /** This process meets a block: true, and it is attached to it, if it is still the living one of this generation. */
    boolean attachLiving(long block, int generation) {
        attach(block);
        if (isAlive(block, generation)) {
            return true;
        }
        detach(block);
        return false;
    }

    /** As {@link #liveWord}, while somebody who is short of memory looks whether the block is still used by anyone. */
    long doubtedWord(long block, int generation) {
        return BlockLayout.word(DOUBTED, BlockLayout.sizeClass(mapping.getLong(block)), 0, generation);
    }

    /** Whether the block of this generation lives; this process is attached, so that from now on nobody doubts it. */
    boolean isAlive(long block, int generation) {
        long live = liveWord(block, generation);
        long doubted = doubtedWord(block, generation);
        return mapping.getLong(block) == live
                || (mapping.getLong(block) == doubted && mapping.compareAndSet(block, doubted, live))
                || mapping.getLong(block) == live;
    }

    /** Whether the block of this generation lives, as far as can be seen by whoever is not attached to it. */
    boolean isOpen(long block, int generation) {
        long word = mapping.getLong(block);
        int state = BlockLayout.state(word);
        return (state == LIVE || state == DOUBTED) && BlockLayout.low(word) == generation;
    }

    /** Closes a living block of this generation: later use anywhere is an error. False if it is closed already. */
    boolean close(long block, int generation) {
        long closed = BlockLayout.word(CLOSED, BlockLayout.sizeClass(mapping.getLong(block)), 0, generation);
        return mapping.compareAndSet(block, liveWord(block, generation), closed)
                || mapping.compareAndSet(block, doubtedWord(block, generation), closed);
    }

    /** Takes back a closed block that nobody is attached to. */
    void reclaimIfClosed(long block) {
        long word = mapping.getLong(block);
        if (BlockLayout.state(word) == CLOSED && !isAttached(block)) {
            reclaim(block, word);
        }
    }

    private void reclaim(long block, long word) {
        int sizeClass = BlockLayout.sizeClass(word);
        if (mapping.compareAndSet(block, word, owned(RECLAIMING, sizeClass))) {
            free(block, sizeClass);
        }
    }

    /** Takes back all living blocks that nobody can reach any more: their users died or forgot to close them. One process at a time. */
    void reclaimForgotten() {
        Marking marking = new Marking(mapping, this);
        for (long block : marking.doubted()) {
            long word = mapping.getLong(block);
            if (BlockLayout.state(word) == DOUBTED && marking.isReached(block)) {
                believe(block, word);
            } else if (BlockLayout.state(word) == DOUBTED) {
                reclaim(block, word);
            }
        }
    }

    /** Closes the living block of this generation if nobody can reach it any more; whether it is closed now. One process at a time. */
    boolean closeIfForgotten(long block, int generation) {
        if (!isOpen(block, generation)) {
            return true;
        }
        if (!isForgotten(block)) {
            return false;
        }
        Marking marking = new Marking(mapping, this);
        for (long other : marking.doubted()) {
            if (other != block || marking.isReached(block)) {
                believe(other, mapping.getLong(other));
            }
        }
        long doubted = doubtedWord(block, generation);
        long closed = BlockLayout.word(CLOSED, BlockLayout.sizeClass(doubted), 0, generation);
        if (marking.isReached(block) || !mapping.compareAndSet(block, doubted, closed)) {
            return !isOpen(block, generation);
        }
        reclaimIfClosed(block);
        return true;
    }

    /** Closes a block that nobody can reach any more; whether it is closed now. */
    boolean closeLeft(long block, int generation) {
        if (close(block, generation)) {
            reclaimIfClosed(block);
        }
        return !isOpen(block, generation);
    }

    boolean isForgotten(long block) {
        int state = BlockLayout.state(mapping.getLong(block));
        // Attached before referenced: what is on its way into a queue becomes the one before it ceases to be the other.
        return (state == LIVE || state == DOUBTED)
                && !isAttached(block)
                && mapping.getInt(block + BlockLayout.IN_FLIGHT) <= 0
                && !isPartOfLiving(block)
                && !Globals.referTo(mapping, block);
    }

    /** Doubts a block, unless somebody is attached to it after all. */
    boolean doubt(long block) {
        long word = mapping.getLong(block);
        if (BlockLayout.state(word) == LIVE) {
            long doubted = doubtedWord(block, BlockLayout.low(word));
            if (!mapping.compareAndSet(block, word, doubted)) {
                return false;
            }
            word = doubted;
        }
        if (BlockLayout.state(word) == DOUBTED && isAttached(block)) {
            believe(block, word);
            return false;
        }
        return BlockLayout.state(word) == DOUBTED;
    }

    /** The end of a doubt: somebody can reach the block. */
    private void believe(long block, long doubted) {
        if (BlockLayout.state(doubted) == DOUBTED) {
            mapping.compareAndSet(block, doubted, liveWord(block, BlockLayout.low(doubted)));
        }
    }

    /** Whether a process is attached to it, or a place that is no block names it. */
    boolean isHeld(long block) {
        return isAttached(block)
                || mapping.getInt(block + BlockLayout.IN_FLIGHT) > 0
                || Globals.referTo(mapping, block);
    }

    /** Whether a part is one that its owner has a use for. */
    boolean isPartOfLiving(long block) {
        if ((mapping.getInt(block + BlockLayout.KIND) & BlockLayout.PART) == 0) {
            return false;
        }
        long owner = mapping.getLong(block + BlockLayout.OWNER);
        if (owner == 0) {
            return false;
        }
        long word = mapping.getLong(owner);
        int state = BlockLayout.state(word);
        // A closed one too, until it is freed: somebody is still at work in it.
        boolean lives = (state == LIVE || state == DOUBTED || state == CLOSED)
                && BlockLayout.low(word) == mapping.getInt(block + BlockLayout.OWNER_GENERATION);
        long range = owner + BlockLayout.PAYLOAD + mapping.getInt(block + BlockLayout.RANGE);
        long number = mapping.getLong(block + BlockLayout.NUMBER);
        return lives && mapping.getLong(range) <= number && number < mapping.getLong(range + Long.BYTES);
    }

    boolean isAttached(long block) {
        for (long word = BlockLayout.ATTACHED; word < BlockLayout.PAYLOAD; word += Long.BYTES) {
            if (mapping.getLong(block + word) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of those who are attached lives. */
    boolean isAttachedByLiving(long block, Slots slots) {
        for (int word = 0; word < SessionLayout.SLOT_COUNT / Long.SIZE; word++) {
            long bits = mapping.getLong(block + BlockLayout.ATTACHED + (long) word * Long.BYTES);
            for (; bits != 0; bits &= bits - 1) {
                int of = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                if (of == slot || !slots.isDead(of, slots.epoch(of))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Puts a block on its free list that is RECLAIMING by this process. */
    synchronized void free(long block, int sizeClass) {
        long bytes = SizeClasses.size(sizeClass) - BlockLayout.PAYLOAD;
        mapping.putInt(block + BlockLayout.CLEAN, releasePages(block, bytes) ? 1 : 0);
        setIntent(block);
        // Each time that it is free is told from the others: a reaper must not mistake this one for one that it saw
        // before.
        int generation = mapping.getInt(block + BlockLayout.GENERATION) + 1;
        mapping.putInt(block + BlockLayout.GENERATION, generation);
        mapping.putLong(block, BlockLayout.word(FREE, sizeClass, 0, generation));
        push(block, sizeClass);
        setIntent(0);
    }

    /** Whole pages go back to the system; the ends, which share pages with headers, are zeroed. */
    private boolean releasePages(long block, long bytes) {
        if (bytes < RELEASE_BYTES || !mapping.isNameless()) {
            return false; // in a named file, what has been reserved must stay so
        }
        long page = 4096;
        long start = block + BlockLayout.PAYLOAD;
        long firstPage = (start + page - 1) / page * page;
        long endPage = (start + bytes) / page * page;
        Step.before();
        if (!SharedFile.release(mapping.bytes().asSlice(firstPage, endPage - firstPage))) {
            return false;
        }
        Step.before();
        mapping.bytes().asSlice(start, firstPage - start).fill((byte) 0);
        Step.before();
        mapping.bytes().asSlice(endPage, start + bytes - endPage).fill((byte) 0);
        return true;
    }

    /** What the dead process of a slot left half done with this block, its intent, is done. False if another is at it: try later. */
    synchronized boolean finishIntent(long block, int dead, Slots slots) {
        long word = mapping.getLong(block);
        if (BlockLayout.state(word) != FREE) {
            return true; // it never got so far, or somebody has the block
        }
        int sizeClass = BlockLayout.sizeClass(word);
        for (int other = 0; other < SessionLayout.SLOT_COUNT; other++) {
            boolean same = mapping.getLong(SlotLayout.offset(other) + SlotLayout.INTENT) == block;
            if (same
                    && other != slot
                    && other != dead
                    && slots.isTaken(other)
                    && !slots.isDead(other, mapping.getInt(SlotLayout.offset(other) + SlotLayout.EPOCH))) {
                return false;
            }
        }
        // Only now: whoever was about to list it when we looked at the intents has done so, or we have seen its intent.
        if (isListed(block, sizeClass)) {
            return true;
        }
        // Whoever took it in between has cleared its intent only after it had changed the state.
        if (mapping.getLong(block) == word && mapping.compareAndSet(block, word, owned(RECLAIMING, sizeClass))) {
            free(block, sizeClass);
        }
        return true;
    }

    private boolean isListed(long block, int sizeClass) {
        while (true) {
            long head = mapping.getLong(head(sizeClass));
            long at = offset(head);
            long steps = 0;
            while (at != 0 && at != block && mapping.getLong(head(sizeClass)) == head && steps++ < mapping.size()) {
                at = mapping.getLong(at + BlockLayout.NEXT);
            }
            if (mapping.getLong(head(sizeClass)) == head) {
                return at == block;
            }
        }
    }

    /** Calls {@code visitor} with every block there is, whatever its state. */
    void forEach(LongConsumer visitor) {
        long bump = mapping.getLong(SessionLayout.BUMP);
        // In an arena that is filled to its last byte no block begins there.
        if (bump < mapping.size()) {
            helpBump(bump);
        }
        long end = mapping.getLong(SessionLayout.BUMP);
        long block = SessionLayout.BLOCKS;
        while (block < end) {
            long size = SizeClasses.size(BlockLayout.sizeClass(mapping.getLong(block)));
            visitor.accept(block);
            block += size;
        }
    }

    MemorySegment payload(long block, int sizeClass) {
        return mapping.bytes().asSlice(block + BlockLayout.PAYLOAD, SizeClasses.size(sizeClass) - BlockLayout.PAYLOAD);
    }

    /** A state word that names this process. */
    long owned(int state, int sizeClass) {
        return BlockLayout.word(state, sizeClass, slot, epoch);
    }

    private void setIntent(long block) {
        mapping.putLong(SlotLayout.offset(slot) + SlotLayout.INTENT, block);
    }

    private static long head(int sizeClass) {
        return SessionLayout.FREE + (long) sizeClass * Long.BYTES;
    }

    private static long offset(long head) {
        return (head & OFFSET_MASK) << OFFSET_SHIFT;
    }

    private static long head(long before, long block) {
        long tag = (before >>> OFFSET_BITS) + 1;
        return tag << OFFSET_BITS | block >>> OFFSET_SHIFT;
    }
}
