package dev.offspring.process;

import dev.offspring.os.ControlGroup;
import org.jspecify.annotations.Nullable;

/**
 * The heap of a child of which nobody says how large it may be, where a container limits the memory of all processes together.
 * Else each child would take a quarter of it, as a JVM does that is alone.
 */
final class HeapShare {
    /** Of the memory that the parent's heap leaves, the heaps of as many children as there are processors may have so much. */
    private static final double HEAPS = 0.7;

    /** What a JVM takes that is alone. */
    private static final int USUAL_PART = 4;

    private static final long LEAST = 64L << 20;

    private HeapShare() {}

    /** As {@code -Xmx} takes it; null if nothing is limited: then it is the JVM's own choice. */
    static @Nullable String ofChild() {
        return Known.TEXT;
    }

    private static final class Known {
        static final @Nullable String TEXT = text(
                ControlGroup.own().memoryLimit(),
                Runtime.getRuntime().maxMemory(),
                Runtime.getRuntime().availableProcessors());
    }

    static @Nullable String text(long limit, long parentHeap, int processors) {
        if (limit >= 1L << 50) {
            return null;
        }
        long share = (long) ((double) (limit - parentHeap) * HEAPS / processors);
        return (Math.max(LEAST, Math.min(limit / USUAL_PART, share)) >> 20) + "m";
    }
}
