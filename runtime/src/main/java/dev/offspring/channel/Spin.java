package dev.offspring.channel;

/** How long those who wait for a message look for it before they sleep. */
final class Spin {
    /** Never on one processor; {@code -Doffspring.spin=0} never anywhere. */
    private static final int TURNS =
            Runtime.getRuntime().availableProcessors() > 1 ? Integer.getInteger("offspring.spin", 1_000) : 0;

    /** In the time of a turn, so many bytes can be read, answered and written. */
    private static final long BYTES_A_TURN = 256;

    private static final int MOST_LONGER = 8;

    private Spin() {}

    /** Longer where the last message had {@code bytes}: another of that length takes its time to be written. */
    static int turns(long bytes) {
        return (int) Math.min(TURNS + TURNS * bytes / (1_000 * BYTES_A_TURN), (long) MOST_LONGER * TURNS);
    }
}
