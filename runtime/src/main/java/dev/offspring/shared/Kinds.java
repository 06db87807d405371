package dev.offspring.shared;

/** What a block is used as; stands in its header and in every handle of it. */
final class Kinds {
    /** The memory's own: a block that the table of globals refers to. */
    static final int GLOBALS = 1;

    static final int STRUCT = 2;
    static final int TEXT = 3;
    static final int STRUCT_ARRAY = 4;

    /** Scalars and arrays: plus the ordinal of their type. */
    static final int SCALAR = 16;

    static final int ARRAY = 32;

    static final int BOOLEAN = 0, BYTE = 1, SHORT = 2, CHAR = 3, INT = 4, LONG = 5, FLOAT = 6, DOUBLE = 7;

    private Kinds() {}
}
