package dev.offspring.channel;

/** An end of a pipe. */
public final class Connection<T> implements AutoCloseable {
    Connection() {}

    @Override
    public void close() {}
}
