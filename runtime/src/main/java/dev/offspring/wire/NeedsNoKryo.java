package dev.offspring.wire;

/**
 * A serialiser that may be given null in the place of a {@code Kryo}. Each of the runtime's own and each that is generated is one: it
 * hands on what it is given. Whose serialiser is none is given a {@code Kryo}, which takes a cold process 60 ms to make.
 */
public interface NeedsNoKryo {}
