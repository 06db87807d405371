package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values there and back, and the types that the tests send. */
final class Trip {
    static {
        Types.join(new Registry());
    }

    private Trip() {}

    static @Nullable Object any(@Nullable Object value) {
        return decode(encode(value));
    }

    static byte[] encode(@Nullable Object value) {
        try (Encoder out = new Encoder(16)) {
            out.write(Serializers.any(), value);
            return out.toBytes();
        }
    }

    static @Nullable Object decode(byte[] bytes) {
        try (Decoder in = new Decoder(bytes)) {
            Object value = in.read(Serializers.any());
            if (in.position() != in.limit()) {
                throw new dev.offspring.error.TransferException("bytes are left");
            }
            return value;
        }
    }

    enum Color {
        RED,
        GREEN {
            @Override
            boolean nice() {
                return true;
            }
        };

        boolean nice() {
            return false;
        }
    }

    record Order(int id, long time, @Nullable String customer, double total) {}

    record Node(String name, List<@Nullable Node> children) {}

    /** Written by hand, by somebody who calls Kryo. */
    record Money(Object amount) {}

    /** As a generated serialiser has it, which never looks at its Kryo, with one in it that does. */
    record Purse(Money money) {}

    static final class Registry implements TypeRegistry {
        @Override
        public void register(Types types) {
            types.add(Color.class, Serializers.enumOf(Color.class));
            types.add(Order.class, OrderSerializer.INSTANCE);
            types.add(Node.class, NodeSerializer.INSTANCE);
            types.add(Money.class, new MoneySerializer());
            types.add(Purse.class, new PurseSerializer());
        }
    }

    static final class OrderSerializer extends Serializer<Order> implements NeedsNoKryo {
        static final OrderSerializer INSTANCE = new OrderSerializer();

        @Override
        public void write(Kryo kryo, Output out, Order value) {
            out.writeInt(value.id());
            out.writeLong(value.time());
            out.writeString(value.customer());
            out.writeDouble(value.total());
        }

        @Override
        public Order read(Kryo kryo, Input in, Class<? extends Order> type) {
            return new Order(in.readInt(), in.readLong(), in.readString(), in.readDouble());
        }
    }

    static final class NodeSerializer extends Serializer<Node> implements NeedsNoKryo {
        static final NodeSerializer INSTANCE = new NodeSerializer();

        @Override
        public void write(Kryo kryo, Output out, Node value) {
            out.writeString(value.name());
            Wire.write(kryo, out, Serializers.collection(INSTANCE), value.children());
        }

        @SuppressWarnings({"unchecked", "NullAway"})
        @Override
        public Node read(Kryo kryo, Input in, Class<? extends Node> type) {
            String name = in.readString();
            return new Node(name, (List<Node>) Wire.read(kryo, in, Serializers.collection(INSTANCE)));
        }
    }

    static final class PurseSerializer extends Serializer<Purse> implements NeedsNoKryo {
        @Override
        public void write(Kryo kryo, Output out, Purse value) {
            Wire.write(kryo, out, Serializers.registered(Money.class), value.money());
        }

        @Override
        @SuppressWarnings("NullAway")
        public Purse read(Kryo kryo, Input in, Class<? extends Purse> type) {
            return new Purse(Wire.read(kryo, in, Serializers.registered(Money.class)));
        }
    }

    static final class MoneySerializer extends Serializer<Money> {
        @Override
        public void write(Kryo kryo, Output out, Money value) {
            kryo.writeClassAndObject(out, value.amount());
        }

        @Override
        public Money read(Kryo kryo, Input in, Class<? extends Money> type) {
            assert type == Money.class : type; // as Kryo's own callers say it
            return new Money(kryo.readClassAndObject(in));
        }
    }
}
