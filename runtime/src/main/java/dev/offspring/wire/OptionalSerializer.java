package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Optional;

/** An {@code Optional}: its value, or null. */
final class OptionalSerializer<E> extends Composite<Optional<E>> {
    private final Serializer<E> value;

    OptionalSerializer(Serializer<E> value) {
        this.value = value;
    }

    @Override
    public void write(Kryo kryo, Output out, Optional<E> optional) {
        Wire.write(kryo, out, value, optional.orElse(null));
    }

    @Override
    public Optional<E> read(Kryo kryo, Input in, Class<? extends Optional<E>> type) {
        return Optional.ofNullable(Wire.read(kryo, in, value));
    }
}
