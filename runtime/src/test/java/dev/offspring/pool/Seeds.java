package dev.offspring.pool;

import java.util.Random;

/** Randomness that a failure can be repeated with: {@code -Doffspring.test.seed=…}. */
final class Seeds {
    private Seeds() {}

    /** A new one, whose seed is printed. */
    static Random random(Class<?> test) {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Doffspring.test.seed=" + seed);
        return new Random(seed);
    }
}
