package dev.offspring.tests.pool;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;

/** A pool in a static field beside the targets that it runs: each of its workers has that field too. */
final class Standing {
    static final Pool POOL =
            Pool.with(PoolOptions.create().workers(1).heap("64m").name("standing"));

    private Standing() {}

    @ProcessTarget
    static String inAWorker() {
        return POOL.toString();
    }
}
