package dev.offspring.wire;

/**
 * Names types that travel, and their serialisers. Generated, one for each compilation; a named module that others take
 * types from {@code provides} its own.
 */
public interface TypeRegistry {
    /** Adds the types; called once in a process, and only if a type is looked up that is not known yet. */
    void register(Types types);
}
