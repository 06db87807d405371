package dev.offspring.channel;

/** A queue. */
public final class Queue<E> implements AutoCloseable {
    Queue() {}

    /** An unbounded queue of whatever travels. */
    public static <E> Queue<E> create() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
