package dev.offspring.processor.scan;

import dev.offspring.processor.report.Location;

/** A type is not there yet: another round may bring it. */
public final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String type;
    private final boolean seenByCompiler;

    Unresolved(Location location, String type, boolean seenByCompiler) {
        super(type, null, false, false);
        this.location = location;
        this.type = type;
        this.seenByCompiler = seenByCompiler;
    }

    /** Where it is mentioned. */
    public Location location() {
        return location;
    }

    /** The name that means nothing. */
    public String type() {
        return type;
    }

    /** Whether it is mentioned in a source, so that the compiler itself reports it. */
    public boolean isSeenByCompiler() {
        return seenByCompiler;
    }
}
