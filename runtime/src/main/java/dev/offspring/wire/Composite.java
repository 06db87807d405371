package dev.offspring.wire;

import com.esotericsoftware.kryo.Serializer;

/** A serialiser of the runtime that is made of others, to which it hands the {@code Kryo} that it was given, or null. */
abstract class Composite<T> extends Serializer<T> implements NeedsNoKryo {
    Composite() {
        super(false, true);
    }
}
