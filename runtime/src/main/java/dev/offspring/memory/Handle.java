package dev.offspring.memory;

/**
 * What travels for a block: it names one life of one block of one session.
 *
 * @param session the nonce of the session
 * @param offset where the block begins
 * @param generation which life of the block; a closed one never comes back
 * @param kind what the bytes are, as given when it was allocated
 */
public record Handle(long session, long offset, int generation, int kind) {}
