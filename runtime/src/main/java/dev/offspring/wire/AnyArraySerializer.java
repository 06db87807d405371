package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import java.lang.reflect.Array;

/** An array of references where the message must say of what: dimensions, the innermost component's type, elements. */
final class AnyArraySerializer extends Composite<Object> {
    private static final int MOST_DIMENSIONS = 255;

    @Override
    public void write(Kryo kryo, Output out, Object array) {
        int dimensions = 0;
        Class<?> component = array.getClass();
        while (component.isArray() && !component.getComponentType().isPrimitive()) {
            component = component.getComponentType();
            dimensions++;
        }
        out.writeByte(dimensions);
        AnySerializer.writeType(out, component);
        int length = Array.getLength(array);
        out.writeVarInt(length, true);
        for (int i = 0; i < length; i++) {
            AnySerializer.writeValue(kryo, out, Array.get(array, i));
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        int dimensions = in.readByte() & MOST_DIMENSIONS;
        Types.Entry innermost = AnySerializer.readType(in);
        int length = Wire.checkedCount(in, in.readVarInt(true), 1);
        if (innermost == null || dimensions == 0) {
            throw new TransferException("a message is corrupt: it has an array of nothing");
        }
        Class<?> component = innermost.type();
        for (int i = 1; i < dimensions; i++) {
            component = component.arrayType();
        }
        Object array = Array.newInstance(component, length);
        for (int i = 0; i < length; i++) {
            Object value = AnySerializer.readValue(kryo, in);
            if (value != null && !component.isInstance(value)) {
                throw new TransferException("a message is corrupt: a "
                        + value.getClass().getName() + " stands in an array of " + component.getName());
            }
            Array.set(array, i, value);
        }
        return array;
    }
}
