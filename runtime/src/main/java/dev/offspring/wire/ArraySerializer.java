package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** An array of references whose type both sides know: a count, and the elements. */
final class ArraySerializer<E> extends Composite<E[]> {
    private final Class<E> component;
    private final Serializer<E> element;

    ArraySerializer(Class<E> component, Serializer<E> element) {
        this.component = component;
        this.element = element;
    }

    @Override
    public void write(Kryo kryo, Output out, E[] array) {
        out.writeVarInt(array.length, true);
        for (E value : array) {
            Wire.write(kryo, out, element, value);
        }
    }

    @Override
    // An array of E is made of the class of E; its elements are null where null was sent.
    @SuppressWarnings({"unchecked", "NullAway"})
    public E[] read(Kryo kryo, Input in, Class<? extends E[]> type) {
        int count = Wire.checkedCount(in, in.readVarInt(true), 1);
        E[] array = (E[]) Array.newInstance(component, count);
        for (int i = 0; i < count; i++) {
            array[i] = Wire.read(kryo, in, element);
        }
        return array;
    }
}
