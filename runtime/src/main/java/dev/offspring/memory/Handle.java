package dev.offspring.memory;

import org.jspecify.annotations.Nullable;

/**
 * What travels for a block.
 *
 * @param session the nonce of the session that it lies in
 * @param offset of the block in the session's file
 * @param generation which of the blocks that have been there it is
 * @param kind what it is used as
 */
public record Handle(long session, long offset, int generation, int kind) {
    // By hand, as a key of maps: the first time that the JDK makes them for a record takes a booting JVM 18 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Handle(long itsSession, long itsOffset, int itsGeneration, int itsKind)
                && session == itsSession
                && offset == itsOffset
                && generation == itsGeneration
                && kind == itsKind;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(session) + Long.hashCode(offset)) + generation;
    }
}
