package dev.offspring.sync;

/** What the things of this package wait at, for those who wait for several at once. For the runtime's own packages. */
public final class Gates {
    private Gates() {}

    /** Opened when the event is set. */
    public static Gate of(Event event) {
        return event.gate();
    }
}
