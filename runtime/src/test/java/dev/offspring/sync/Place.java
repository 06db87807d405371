package dev.offspring.sync;

/** Where a thread is, seen from the test. */
public enum Place {
    PLATFORM(false, false),
    VIRTUAL(false, true),
    OTHER_JVM(true, false),
    VIRTUAL_IN_OTHER_JVM(true, true);

    public final boolean far;
    public final boolean virtual;

    Place(boolean far, boolean virtual) {
        this.far = far;
        this.virtual = virtual;
    }
}
