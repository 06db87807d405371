package dev.offspring.channel;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import org.jspecify.annotations.Nullable;

/**
 * Two connected ends: what one sends, the other receives. Python's {@code multiprocessing.Pipe()}.
 *
 * <pre>{@code
 * Pipe<List<Object>> pipe = Pipe.duplex();
 * ChildProcess<Void> child = TalkTargets.talk(pipe.second()).start();
 * System.out.println(pipe.first().receive());
 * }</pre>
 *
 * <p>A pipe is just its two ends, and {@link Connection} says what they do. Closing it closes those that have not moved away.
 * As an argument or in a message it travels with both.
 */
public final class Pipe<T> implements AutoCloseable {
    private final Connection<T> first;
    private final Connection<T> second;

    Pipe(Connection<T> first, Connection<T> second) {
        this.first = first;
        this.second = second;
    }

    /** A pipe whose ends both send and receive whatever travels. */
    public static <T> Pipe<T> duplex() {
        ChannelTypes.join();
        return make(Codec.any(), false);
    }

    /** A pipe whose first end receives what its second sends: Python's {@code Pipe(duplex=False)}. */
    public static <T> Pipe<T> simplex() {
        ChannelTypes.join();
        return make(Codec.any(), true);
    }

    static <T> Pipe<T> make(Codec<T> codec, boolean simplex) {
        Session session = Session.current();
        Block pipe = session.allocate(Kinds.PIPE, PipeLayout.BYTES);
        Stream.format(pipe, PipeLayout.TO_SECOND, 0, Overflow.BLOCK);
        Stream.format(pipe, PipeLayout.TO_FIRST, 0, Overflow.BLOCK);
        Words.setInt(pipe.segment(), PipeLayout.CODEC, codec.id());
        Words.setInt(pipe.segment(), PipeLayout.SIMPLEX, simplex ? 1 : 0);
        Block first = end(pipe, false);
        Block second = end(pipe, true);
        return new Pipe<>(
                new Connection<>(first, pipe, codec), new Connection<>(second, session.attach(pipe.handle()), codec));
    }

    private static Block end(Block pipe, boolean second) {
        Block end = Session.current().allocate(Kinds.CONNECTION, PipeLayout.END_BYTES);
        Handle handle = pipe.handle();
        Words.setRelease(end.segment(), PipeLayout.PIPE, handle.offset());
        Words.setInt(end.segment(), PipeLayout.PIPE_GENERATION, handle.generation());
        Words.setInt(end.segment(), PipeLayout.IS_SECOND, second ? 1 : 0);
        long at = second ? PipeLayout.SECOND_END : PipeLayout.FIRST_END;
        Words.setRelease(pipe.segment(), at, end.handle().offset());
        Words.setRelease(pipe.segment(), at + Long.BYTES, end.handle().generation());
        return end;
    }

    /** The one end; of a simplex pipe the one that receives. */
    public Connection<T> first() {
        return first;
    }

    /** The other end; of a simplex pipe the one that sends. */
    public Connection<T> second() {
        return second;
    }

    /** Closes both ends here. Twice is harmless. */
    @Override
    public void close() {
        first.close();
        second.close();
    }

    /** Equal are pipes of the same ends. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pipe<?> pipe && pipe.first.equals(first) && pipe.second.equals(second);
    }

    @Override
    public int hashCode() {
        return first.hashCode();
    }

    @Override
    public String toString() {
        return "Pipe[" + first + ", " + second + "]";
    }
}
