package dev.offspring.pool;

/**
 * Where pools log. Apart, so that a process without a log record does not set up logging, which takes 60 ms: a third of what a worker
 * would need to come.
 */
final class Log {
    static final System.Logger LOGGER = System.getLogger("dev.offspring.pool");

    private Log() {}
}
