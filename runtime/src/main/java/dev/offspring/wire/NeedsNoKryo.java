package dev.offspring.wire;

/** A serialiser that does not look at the {@code Kryo} it is given, which may be null then: a process that needs none makes none. */
public interface NeedsNoKryo {}
