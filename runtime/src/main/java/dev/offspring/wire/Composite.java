package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A stub made of others; it needs a {@code Kryo} if one of them does, and hands it to them. */
abstract class Composite<T> extends Stub<T> {
    private final boolean needsKryo;

    Composite(boolean needsKryo) {
        this.needsKryo = needsKryo;
    }

    @Override
    final boolean needsKryo() {
        return needsKryo;
    }

    @Override
    final void write(Output out, T value) {
        throw new AssertionError("a composite is given the Kryo, or null where none of its parts needs it");
    }

    @Override
    final T read(Input in) {
        throw new AssertionError("a composite is given the Kryo, or null where none of its parts needs it");
    }
}
