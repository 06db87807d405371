package dev.offspring.memory;

/**
 * What travels for a block.
 *
 * @param session the nonce of the session that it lies in
 * @param offset of the block in the session's file
 * @param generation which of the blocks that have been there it is
 * @param kind what it is used as
 */
public record Handle(long session, long offset, int generation, int kind) {}
