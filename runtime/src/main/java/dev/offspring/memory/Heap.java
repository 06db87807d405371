package dev.offspring.memory;

import static dev.offspring.memory.BlockLayout.generation;
import static dev.offspring.memory.BlockLayout.state;
import static dev.offspring.memory.BlockLayout.word;
import static dev.offspring.memory.SessionLayout.offsetOf;
import static dev.offspring.memory.SessionLayout.tagOf;
import static dev.offspring.memory.SessionLayout.tagged;

import dev.offspring.error.ArenaFullException;
import dev.offspring.os.SharedPages;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/**
 * The blocks of the arena. Every method works as a slot: the process's own, or that of a dead one which it recovers.
 *
 * <p>Crash safety: before a slot changes anything about a block it writes the block's offset as its intent. So a block is
 * always in exactly one of these places: on the free list of its class, LIVE or CLOSED, or named by an intent. For one
 * slot one thread at a time.
 */
final class Heap {
    /** From here on a freed block's pages go back to the kernel. */
    static final long LARGE = 1L << 20;

    private final MemorySegment bytes;
    private final SessionFile file;
    private final Slots slots;
    private final FreeLists free;
    private final boolean isMemory;

    Heap(MemorySegment bytes, SessionFile file, Slots slots) {
        this.bytes = bytes;
        this.file = file;
        this.slots = slots;
        this.free = new FreeLists(bytes);
        this.isMemory = Words.getLong(bytes, SessionLayout.IS_MEMORY) == 1;
    }

    /** A LIVE block of zeros, attached to {@code slot}; zero if the arena is full. */
    long allocate(int slot, int kind, long dataBytes) {
        int sizeClass = SizeClasses.of(dataBytes + BlockLayout.DATA);
        if (sizeClass >= SizeClasses.COUNT) {
            return 0;
        }
        try {
            long block = take(slot, sizeClass);
            if (block != 0) {
                makeLive(slot, block, kind, dataBytes);
            }
            return block;
        } finally {
            slots.intend(slot, 0);
        }
    }

    /** A block of the class, FREE and named by the slot's intent alone. */
    private long take(int slot, int sizeClass) {
        long size = SizeClasses.bytes(sizeClass);
        boolean large = isGivenBack(sizeClass);
        if (large && !reserve(size)) {
            return 0;
        }
        while (true) {
            long head = free.head(sizeClass);
            long block = offsetOf(head);
            if (block == 0) {
                break;
            }
            slots.intend(slot, block);
            if (free.pop(sizeClass, head)) {
                return block;
            }
        }
        if (!large && !reserve(size)) {
            return 0;
        }
        try {
            long block = carve(slot, sizeClass);
            if (block == 0) {
                unreserve(size);
            }
            return block;
        } catch (ArenaFullException noSpace) {
            unreserve(size);
            throw noSpace;
        }
    }

    /** Makes a new block after the last one. The last one's size class is in the same word, so that anyone can finish it. */
    private long carve(int slot, int sizeClass) {
        long size = SizeClasses.bytes(sizeClass);
        while (true) {
            long carved = Words.getLong(bytes, SessionLayout.CARVED);
            long block = offsetOf(carved);
            if (block + size > bytes.byteSize()) {
                return 0;
            }
            if (!isMemory) {
                file.back(bytes, block + size);
            }
            finishCarving(carved);
            slots.intend(slot, block);
            long next = tagged(block + size, sizeClass);
            if (Words.compareAndSetLong(bytes, SessionLayout.CARVED, carved, next)) {
                finishCarving(next);
                return block;
            }
        }
    }

    private void finishCarving(long carved) {
        if (tagOf(carved) < SizeClasses.COUNT) {
            int sizeClass = (int) tagOf(carved);
            long last = offsetOf(carved) - SizeClasses.bytes(sizeClass);
            Words.compareAndSetInt(bytes, last + BlockLayout.SIZE_CLASS, 0, sizeClass + 1);
        }
    }

    private void makeLive(int slot, long block, int kind, long dataBytes) {
        int generation = generation(stateWord(block)) + 1;
        setState(block, word(BlockLayout.ALLOCATING, generation, slot));
        boolean used = generation > 1;
        if (used) {
            long size = SizeClasses.bytes(sizeClass(block)) - BlockLayout.DATA;
            clear(block + BlockLayout.DATA, isGivenBack(sizeClass(block)) ? size : Math.min(size, dataBytes + Long.BYTES));
            bytes.asSlice(block + BlockLayout.GUARD, BlockLayout.DATA - BlockLayout.GUARD).fill((byte) 0);
        }
        Words.setInt(bytes, block + BlockLayout.KIND, kind);
        Words.setLong(bytes, block + BlockLayout.BYTES, dataBytes);
        Words.setBits(bytes, attachedWord(block, slot), 1L << slot);
        setState(block, word(BlockLayout.LIVE, generation));
    }

    /** Attaches the slot to a life of a block; false if that has ended. */
    boolean attach(int slot, long block, int generation) {
        long live = word(BlockLayout.LIVE, generation);
        if (stateWord(block) != live) {
            return false;
        }
        Words.setBits(bytes, attachedWord(block, slot), 1L << slot);
        // Closing comes before the look at these bits, so either we see it here or the one who closes sees our bit.
        if (stateWord(block) == live) {
            return true;
        }
        detach(slot, block);
        return false;
    }

    /** Ends a life of a block for everybody; its memory stays while anyone is attached. */
    void close(int slot, long block, int generation) {
        long closed = word(BlockLayout.CLOSED, generation);
        if (Words.compareAndSetLong(bytes, block + BlockLayout.STATE, word(BlockLayout.LIVE, generation), closed)) {
            detach(slot, block);
        }
    }

    /** The slot lets go of the block; whoever leaves a closed one last frees it. */
    void detach(int slot, long block) {
        slots.intend(slot, block);
        Words.clearBits(bytes, attachedWord(block, slot), 1L << slot);
        freeIfAbandoned(slot, block);
        slots.intend(slot, 0);
    }

    /** With the intent set. */
    private void freeIfAbandoned(int slot, long block) {
        long word = stateWord(block);
        long freeing = word(BlockLayout.FREEING, generation(word), slot);
        if (state(word) == BlockLayout.CLOSED
                && !isAttached(block)
                && Words.compareAndSetLong(bytes, block + BlockLayout.STATE, word, freeing)) {
            free(block);
        }
    }

    /** With the intent set, and the block FREEING for the slot. */
    private void free(long block) {
        int sizeClass = sizeClass(block);
        if (isGivenBack(sizeClass)) {
            long size = SizeClasses.bytes(sizeClass);
            clear(block + BlockLayout.DATA, size - BlockLayout.DATA);
            unreserve(size);
        }
        setState(block, word(BlockLayout.FREE, generation(stateWord(block))));
        free.push(sizeClass, block);
    }

    /**
     * As the slot of a dead process, whose lock the caller holds: finishes or undoes what it had begun, detaches it from
     * everything, and frees what nobody holds any more. Idempotent: the one who recovers may die too.
     *
     * @return false if that cannot be told yet, because a living process is about to change the same block
     */
    boolean recover(int slot) {
        long block = slots.intent(slot);
        if (block != 0) {
            if (!settle(slot, block)) {
                return false;
            }
            slots.intend(slot, 0);
        }
        forEachBlock(each -> {
            if ((Words.getLong(bytes, attachedWord(each, slot)) & 1L << slot) != 0
                    || state(stateWord(each)) == BlockLayout.CLOSED) {
                detach(slot, each);
            }
        });
        return true;
    }

    private boolean settle(int slot, long block) {
        finishCarving(Words.getLong(bytes, SessionLayout.CARVED));
        if (block >= end()) {
            return true; // It died before it took the space; if another is about to, that one's intent says so too.
        }
        long word = stateWord(block);
        switch (state(word)) {
            case BlockLayout.CLOSED -> {
                Words.clearBits(bytes, attachedWord(block, slot), 1L << slot);
                freeIfAbandoned(slot, block);
            }
            case BlockLayout.ALLOCATING, BlockLayout.FREEING -> {
                if (BlockLayout.slot(word) == slot) {
                    setState(block, word(BlockLayout.FREEING, generation(word), slot));
                    free(block);
                }
            }
            case BlockLayout.FREE -> {
                return settleFree(slot, block, word);
            }
            default -> {
                // It became LIVE: that is complete.
            }
        }
        return true;
    }

    /**
     * A FREE block is on the list, or in the hands of one whose intent names it. If it is not on the list, then no other
     * intent names it, and then it still has not changed, it is in our hands.
     */
    private boolean settleFree(int slot, long block, long word) {
        var listed = free.contains(sizeClass(block), block);
        if (listed.isEmpty()) {
            return false;
        }
        if (listed.get()) {
            return true;
        }
        for (int other = 0; other < SessionLayout.SLOT_COUNT; other++) {
            if (other != slot && slots.intent(other) == block && !slots.clearIntentOfDead(other, block)) {
                return false;
            }
        }
        if (Words.compareAndSetLong(
                bytes, block + BlockLayout.STATE, word, word(BlockLayout.FREEING, generation(word), slot))) {
            free(block);
        }
        return true;
    }

    /** Closes and frees blocks that nobody is attached to, though nobody has closed them: their handles are lost. */
    void freeUnattached(int slot) {
        forEachBlock(block -> {
            long word = stateWord(block);
            if (state(word) == BlockLayout.LIVE && !isAttached(block)) {
                close(slot, block, generation(word));
            }
        });
    }

    void forEachBlock(LongConsumer action) {
        long carved = Words.getLong(bytes, SessionLayout.CARVED);
        finishCarving(carved);
        for (long block = SessionLayout.BLOCKS; block < offsetOf(carved); ) {
            long size = SizeClasses.bytes(sizeClass(block));
            action.accept(block);
            block += size;
        }
    }

    /** Counts anew what is in use: a process that died between a change and its count leaves the count wrong. */
    void recount() {
        long before = used();
        long[] sum = {SessionLayout.BLOCKS};
        forEachBlock(block -> {
            int sizeClass = sizeClass(block);
            if (!isGivenBack(sizeClass) || state(stateWord(block)) != BlockLayout.FREE) {
                sum[0] += SizeClasses.bytes(sizeClass);
            }
        });
        Words.compareAndSetLong(bytes, SessionLayout.USED, before, sum[0]);
    }

    long used() {
        return Words.getLong(bytes, SessionLayout.USED);
    }

    long cap() {
        return Words.getLong(bytes, SessionLayout.CAP);
    }

    private boolean reserve(long size) {
        if (Words.addLong(bytes, SessionLayout.USED, size) + size <= cap()) {
            return true;
        }
        unreserve(size);
        return false;
    }

    private void unreserve(long size) {
        Words.addLong(bytes, SessionLayout.USED, -size);
    }

    private boolean isGivenBack(int sizeClass) {
        return isMemory && SizeClasses.bytes(sizeClass) >= LARGE;
    }

    private void clear(long offset, long size) {
        MemorySegment range = bytes.asSlice(offset, size);
        if (!isMemory || size < LARGE || !SharedPages.giveBack(range)) {
            range.fill((byte) 0);
        }
    }

    private boolean isAttached(long block) {
        for (int i = 0; i < BlockLayout.ATTACHED_WORDS; i++) {
            if (Words.getLong(bytes, block + BlockLayout.ATTACHED + (long) i * Long.BYTES) != 0) {
                return true;
            }
        }
        return false;
    }

    private static long attachedWord(long block, int slot) {
        return block + BlockLayout.ATTACHED + slot / Long.SIZE * Long.BYTES;
    }

    long end() {
        return offsetOf(Words.getLong(bytes, SessionLayout.CARVED));
    }

    int sizeClass(long block) {
        return Words.getInt(bytes, block + BlockLayout.SIZE_CLASS) - 1;
    }

    long stateWord(long block) {
        return Words.getLong(bytes, block + BlockLayout.STATE);
    }

    private void setState(long block, long word) {
        Words.setLong(bytes, block + BlockLayout.STATE, word);
    }
}
