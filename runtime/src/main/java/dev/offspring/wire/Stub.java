package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A serialiser of the runtime for values that hold no others.
 *
 * @param <T> what it encodes
 */
abstract class Stub<T> extends Serializer<T> implements NeedsNoKryo {
    Stub() {
        super(false, true);
    }

    abstract void write(Output out, T value);

    abstract T read(Input in);

    @Override
    public void write(Kryo kryo, Output out, T value) {
        write(out, value);
    }

    @Override
    public T read(Kryo kryo, Input in, Class<? extends T> type) {
        return read(in);
    }
}
