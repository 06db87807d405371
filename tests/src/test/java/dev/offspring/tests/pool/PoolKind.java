package dev.offspring.tests.pool;

import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;

/** The places where a pool may run its tasks: one contract holds for all. */
enum PoolKind {
    PROCESSES,
    THREADS,
    INLINE;

    PoolOptions options(int workers) {
        PoolOptions options = PoolOptions.create();
        return switch (this) {
            case PROCESSES -> options.workers(workers).heap("64m");
            case THREADS -> options.threads(workers);
            case INLINE -> options.inline();
        };
    }

    Pool open(int workers) {
        return Pool.with(options(workers));
    }
}
