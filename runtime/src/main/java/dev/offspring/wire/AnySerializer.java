package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * Whatever travels: the id of its type, and the value. The bytes are those of Kryo's {@code writeClassAndObject}, which serialisers
 * of the user's own call; the {@code Kryo} object that this would need takes a cold process 60 ms.
 */
final class AnySerializer extends Serializer<Object> implements NeedsNoKryo {
    private static final int NULL = 0;

    AnySerializer() {
        super(true, true);
    }

    @Override
    public void write(@Nullable Kryo kryo, Output out, @Nullable Object value) {
        writeValue(kryo, out, value);
    }

    @Override
    public @Nullable Object read(@Nullable Kryo kryo, Input in, @Nullable Class<?> type) {
        return readValue(kryo, in);
    }

    static void writeType(Output out, Class<?> type) {
        out.writeVarInt(Types.entry(type).id(), true);
    }

    /** The type whose id comes; null where a null was written. */
    static Types.@Nullable Entry readType(Input in) {
        int id = in.readVarInt(true);
        return id == NULL ? null : Types.entry(id);
    }

    static void writeValue(@Nullable Kryo kryo, Output out, @Nullable Object value) {
        if (value == null) {
            out.writeVarInt(NULL, true);
            return;
        }
        Types.Entry entry = Types.entry(value.getClass());
        out.writeVarInt(entry.id(), true);
        serializer(entry).write(kryo, out, value);
    }

    static @Nullable Object readValue(@Nullable Kryo kryo, Input in) {
        Types.Entry entry = readType(in);
        return entry == null ? null : serializer(entry).read(kryo, in, entry.type());
    }

    // An entry holds a type together with a serialiser of it.
    @SuppressWarnings("unchecked")
    private static Serializer<Object> serializer(Types.Entry entry) {
        return (Serializer<Object>) entry.serializer();
    }
}
