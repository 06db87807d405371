package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A ready serialiser of the runtime that needs no {@code Kryo} object: making one costs a cold JVM 60 ms.
 *
 * @param <T> what it encodes
 */
abstract class Stub<T> extends Serializer<T> {
    Stub() {
        super(false, true);
    }

    /** Whether it, or what it is made of, does need one. */
    boolean needsKryo() {
        return false;
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

    static boolean needsKryo(Serializer<?> serializer) {
        return serializer instanceof Stub<?> stub ? stub.needsKryo() : !(serializer instanceof NeedsNoKryo);
    }
}
