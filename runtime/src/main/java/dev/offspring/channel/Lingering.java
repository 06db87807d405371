package dev.offspring.channel;

import dev.offspring.memory.Block;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Blocks of channels that this process has closed and still holds: another thread of it may be on its way into one of them, past
 * the last look at whether it is open, and must find no other block in that place. The last {@value #COUNT} linger; nobody is on
 * its way for so long.
 */
final class Lingering {
    private static final int COUNT = 256;
    private static final AtomicReferenceArray<Block> BLOCKS = new AtomicReferenceArray<>(COUNT);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Lingering() {}

    /** Lets go of a block later on. */
    static void detach(Block block) {
        Block longest = BLOCKS.getAndSet(Math.floorMod(NEXT.getAndIncrement(), COUNT), block);
        if (longest != null) {
            longest.detach();
        }
    }
}
