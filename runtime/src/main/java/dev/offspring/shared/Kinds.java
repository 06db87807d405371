package dev.offspring.shared;

/** What a block holds: a handle that says otherwise is refused. */
final class Kinds {
    static final int STRUCT = 1, GLOBALS = 2, TEXT = 3;

    static final int BOOLEAN = 16, BYTE = 17, SHORT = 18, CHAR = 19, INT = 20, LONG = 21, FLOAT = 22, DOUBLE = 23;

    /** Added to the kind of an element. */
    static final int ARRAY = 16;

    private Kinds() {}
}
