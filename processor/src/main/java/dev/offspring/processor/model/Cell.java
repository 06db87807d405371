package dev.offspring.processor.model;

import java.util.Locale;

/** A primitive as a cell of shared memory. */
public enum Cell {
    BOOLEAN(1),
    BYTE(1),
    CHAR(2),
    SHORT(2),
    INT(4),
    LONG(8),
    FLOAT(4),
    DOUBLE(8);

    private final int bytes;

    Cell(int bytes) {
        this.bytes = bytes;
    }

    /** Its size, which is its alignment too. */
    public int bytes() {
        return bytes;
    }

    /** {@code int}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code Int}, as in {@code getInt}. */
    public String word() {
        return name().charAt(0) + keyword().substring(1);
    }

    /** Whether something can be added to it. */
    public boolean isNumeric() {
        return this != BOOLEAN;
    }
}
