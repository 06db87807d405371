package dev.offspring.channel;

import com.esotericsoftware.kryo.Serializer;

/**
 * What generated code makes channels of one element type with: each message is encoded by the type's own serialiser, and does
 * not say which type it is of. For generated code alone.
 */
public final class Stubs {
    private Stubs() {}

    /** An unbounded queue of {@code type}, which is registered with this serialiser. */
    public static <E> Queue<E> queue(Class<? super E> type, Serializer<E> serializer) {
        ChannelTypes.join();
        return Queue.make(Codec.of(type, serializer), Queue.UNBOUNDED, Overflow.BLOCK);
    }

    /** A queue of at most {@code capacity} elements. */
    public static <E> Queue<E> queue(Class<? super E> type, Serializer<E> serializer, int capacity, Overflow overflow) {
        ChannelTypes.join();
        return Queue.make(Codec.of(type, serializer), Queue.checkedCapacity(capacity), overflow);
    }

    /** A pipe whose ends both send and receive. */
    public static <T> Pipe<T> duplex(Class<? super T> type, Serializer<T> serializer) {
        ChannelTypes.join();
        return Pipe.make(Codec.of(type, serializer), false);
    }

    /** A pipe whose first end receives what its second sends. */
    public static <T> Pipe<T> simplex(Class<? super T> type, Serializer<T> serializer) {
        ChannelTypes.join();
        return Pipe.make(Codec.of(type, serializer), true);
    }

    /** How queues travel: as their handles. */
    public static <E> Serializer<Queue<E>> queues() {
        return ChannelTypes.queues();
    }

    /** How pipes travel: with both ends. */
    public static <T> Serializer<Pipe<T>> pipes() {
        return ChannelTypes.pipes();
    }

    /** How ends of pipes travel: they move. */
    public static <T> Serializer<Connection<T>> connections() {
        return ChannelTypes.connections();
    }
}
