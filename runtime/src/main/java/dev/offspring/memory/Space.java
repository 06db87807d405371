package dev.offspring.memory;

import java.io.IOException;

/**
 * The space behind the arena, where it lies in a file of a file system that may be full: writing through a mapping would
 * kill the process there. So zeros are written through the descriptor first, a piece at a time, beyond everything in use.
 *
 * <p>The watermark tells how far there is space for certain. Whoever moves it holds the claim beside it; one that dies
 * while it writes zeros has changed nothing that anybody may use.
 */
final class Space {
    private static final long PIECE_BYTES = 1 << 20;

    private final Mapping mapping;
    private final Claim claim;

    Space(Mapping mapping, Slots slots) {
        this.mapping = mapping;
        this.claim = new Claim(mapping, slots, SessionLayout.RESERVING);
    }

    long watermark() {
        return mapping.getLong(SessionLayout.RESERVED);
    }

    /** Moves the watermark to {@code end} at least; false if the file system is full. */
    boolean reserve(long end) {
        claim.acquire();
        try {
            long from = watermark();
            // Beyond the end: the word where the next block will begin is read before there is a block.
            long to = Math.min(mapping.size(), (end / PIECE_BYTES + 1) * PIECE_BYTES);
            if (from < to) {
                mapping.writeZeros(from, to - from);
                mapping.setLong(SessionLayout.RESERVED, to);
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            claim.release();
        }
    }
}
