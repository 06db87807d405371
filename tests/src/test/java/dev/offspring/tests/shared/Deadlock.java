package dev.offspring.tests.shared;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.sync.Barrier;
import dev.offspring.sync.Lock;

/** Two processes that take two locks in opposite order. */
final class Deadlock {
    private Deadlock() {}

    @ProcessTarget
    static void takeBoth(Lock first, Lock second, Barrier between) throws Exception {
        try (var _ = first.hold()) {
            between.await();
            try (var _ = second.hold()) {
                throw new AssertionError("nobody gets here");
            }
        }
    }
}
