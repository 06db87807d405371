package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What all shared things have in common: a place in a block, and the end of it. */
abstract class Shared implements AutoCloseable {
    private static final long ROUND = Long.BYTES;

    final Block block;
    final MemorySegment memory;
    final long base;

    /** False for a view of a part: closing it closes nothing. */
    boolean ownsBlock;

    Shared(Block block, long base, boolean ownsBlock) {
        this.block = block;
        this.memory = block.segment();
        this.base = base;
        this.ownsBlock = ownsBlock;
    }

    /** Rounded up, so that a narrow value has the word around it. */
    static Block allocate(int kind, long bytes) {
        return Session.current().allocate(kind, Math.addExact(bytes, ROUND - 1) / ROUND * ROUND);
    }

    /**
     * Ends it in every process that has it: later use is a {@link dev.offspring.error.ClosedHandleException}. A view of a
     * part of a struct ends with the struct; closing it does nothing. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (ownsBlock) {
            block.close();
        }
    }

    /** Whether it has been closed, by whichever process. */
    public boolean isClosed() {
        return block.isClosed();
    }

    /** Equal if both are the same piece of shared memory, whatever it holds. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shared that
                && getClass() == that.getClass()
                && base == that.base
                && block.equals(that.block);
    }

    @Override
    public int hashCode() {
        return block.hashCode() * 31 + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + (isClosed() ? "closed" : content()) + "]";
    }

    /** What is worth seeing of what it holds. */
    abstract String content();
}
