package dev.offspring.benchmark;

import dev.offspring.channel.Connection;
import dev.offspring.channel.Queue;

/** Channels that a target got as an {@code Object}, because its signature cannot name them yet. */
final class Received {
    private Received() {}

    @SuppressWarnings("unchecked") // whoever starts the target and the target itself stand in one class
    static <E> Queue<E> queue(Object argument) {
        return (Queue<E>) argument;
    }

    @SuppressWarnings("unchecked") // as above
    static <T> Connection<T> connection(Object argument) {
        return (Connection<T>) argument;
    }
}
