package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** An exception as a value. */
final class ThrowableSerializer extends Stub<Throwable> {
    @Override
    void write(Output out, Throwable value) {
        new ThrowableWriter(out).write(value);
    }

    @Override
    Throwable read(Input in) {
        return new ThrowableReader(in).read();
    }
}
