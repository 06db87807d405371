package dev.offspring.pool;

/** Where pools log. Apart, so that a program without a log record does not set up logging. */
final class Log {
    static final System.Logger LOGGER = System.getLogger("dev.offspring.pool");

    private Log() {}
}
