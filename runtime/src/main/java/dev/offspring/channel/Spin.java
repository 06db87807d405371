package dev.offspring.channel;

/** How long those who wait for a message look for it before they sleep. */
final class Spin {
    /** Never on one processor; {@code -Doffspring.spin=0} never anywhere. */
    static final int TURNS =
            Runtime.getRuntime().availableProcessors() > 1 ? Integer.getInteger("offspring.spin", 1_000) : 0;

    private Spin() {}
}
