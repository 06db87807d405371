package dev.offspring.channel;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.shared.SharedTypes;
import dev.offspring.sync.SyncTypes;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/** How channels travel: as handles. Of what type its elements are, a channel's block says. */
public final class ChannelTypes implements TypeRegistry {
    /** The one there is. */
    public static final ChannelTypes INSTANCE = new ChannelTypes();

    private ChannelTypes() {}

    /** The types of this layer and of those before it are known from now on. */
    static void join() {
        Types.joinOwn(SyncTypes.INSTANCE);
        Types.joinOwn(SharedTypes.INSTANCE);
        Types.joinOwn(INSTANCE);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    public void register(Types types) {
        types.add((Class) Queue.class, queues());
        types.add((Class) Connection.class, connections());
        types.add((Class) Pipe.class, pipes());
    }

    static <E> Codec<E> codec(Class<E> type) {
        return Codec.of(type, Serializers.registered(type));
    }

    static <E> Serializer<Queue<E>> queues() {
        return new HandleSerializer<>() {
            @Override
            protected Handle handle(Queue<E> queue) {
                return queue.handle();
            }

            @Override
            protected Queue<E> make(Block block) {
                return Queue.of(checked(block, Kinds.QUEUE));
            }
        };
    }

    static <T> Serializer<Connection<T>> connections() {
        return new Moving<>() {
            @Override
            public void write(Kryo kryo, Output out, Connection<T> value) {
                writeEnd(out, value);
            }

            @Override
            public Connection<T> read(Kryo kryo, Input in, Class<? extends Connection<T>> type) {
                return readEnd(in);
            }
        };
    }

    static <T> Serializer<Pipe<T>> pipes() {
        return new Moving<>() {
            @Override
            public void write(Kryo kryo, Output out, Pipe<T> value) {
                writeEnd(out, value.first());
                writeEnd(out, value.second());
            }

            @Override
            public Pipe<T> read(Kryo kryo, Input in, Class<? extends Pipe<T>> type) {
                Connection<T> first = readEnd(in);
                return new Pipe<>(first, readEnd(in));
            }
        };
    }

    /** Ends of pipes are here no more when the message has left, and belong to whoever reads it. */
    private abstract static class Moving<T> extends Serializer<T> implements NeedsNoKryo {
        Moving() {
            super(false, true);
        }

        static void writeEnd(Output out, Connection<?> end) {
            end.travels();
            HandleSerializer.write(out, end.handle());
            HandleSerializer.write(out, end.pipeHandle());
            if (out instanceof Encoder message) {
                message.moving(end::moved);
            }
        }

        static <T> Connection<T> readEnd(Input in) {
            Block end = HandleSerializer.checked(HandleSerializer.read(in), Kinds.CONNECTION);
            Block pipe = HandleSerializer.checked(HandleSerializer.read(in), Kinds.PIPE);
            Connection<T> connection = Connection.of(end, pipe);
            if (in instanceof Decoder message) {
                message.received(connection);
            }
            return connection;
        }
    }
}
