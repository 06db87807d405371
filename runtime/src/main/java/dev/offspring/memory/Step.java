package dev.offspring.memory;

import org.jspecify.annotations.Nullable;

/**
 * The moment before a store that other processes can see. Tests halt a process at each of them, one after the other, to prove
 * that no death at any instruction leaves anything that cannot be repaired. In production it is nothing: the JIT removes it.
 *
 * <p>For the runtime's own packages.
 */
public final class Step {
    private static final boolean WATCHED = Boolean.getBoolean("offspring.steps");

    /** What a test does at each of them. */
    static volatile @Nullable Runnable watcher;

    private Step() {}

    /** The next thing that the caller does is to store. */
    public static void before() {
        if (WATCHED) {
            Runnable told = watcher;
            if (told != null) {
                told.run();
            }
        }
    }
}
