package dev.offspring.pool;

import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;

/**
 * What a worker is told when it starts.
 *
 * @param link where it gets its tasks
 * @param pool the pool's name
 * @param number which of the pool's workers it is, from 0 on
 * @param initialised whether the first task is the pool's initialiser
 */
record WorkerSetup(String link, String pool, int number, boolean initialised) {
    void write(Encoder out) {
        out.writeString(link);
        out.writeString(pool);
        out.writeInt(number);
        out.writeBoolean(initialised);
    }

    static WorkerSetup read(Decoder in) {
        return new WorkerSetup(in.readString(), in.readString(), in.readInt(), in.readBoolean());
    }
}
