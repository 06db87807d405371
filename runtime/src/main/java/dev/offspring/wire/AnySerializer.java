package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Whatever travels: the id of its type, and the value. */
final class AnySerializer extends Serializer<Object> {
    AnySerializer() {
        super(true, true);
    }

    @Override
    public void write(Kryo kryo, Output out, Object value) {
        kryo.writeClassAndObject(out, value);
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        return kryo.readClassAndObject(in);
    }
}
