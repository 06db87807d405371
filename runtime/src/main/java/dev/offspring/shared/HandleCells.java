package dev.offspring.shared;

import dev.offspring.error.SessionException;
import dev.offspring.memory.Session;
import dev.offspring.sync.SyncTypes;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Types;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * A handle in a global: written once, before others can see the global, and the same for ever.
 *
 * <pre>
 *  0        4                        128
 *  +--------+----------------+- - - -+
 *  | length | encoded handle |       |
 *  +--------+----------------+- - - -+
 * </pre>
 *
 * It counts as a message that is never read to its end: what it names is kept although nobody may be attached to it.
 */
final class HandleCells {
    static final long BYTES = 128;

    private HandleCells() {}

    /** The types of this layer; those of higher ones are known to whoever made the handle. */
    private static void join() {
        Types.joinOwn(SyncTypes.INSTANCE);
        Types.joinOwn(SharedTypes.INSTANCE);
    }

    static void write(MemorySegment bytes, long offset, @Nullable Object handle, String name) {
        if (handle == null) {
            throw new SessionException("@Shared static " + name
                    + " has no first value: give it one where it is declared," + " as in = Semaphore.create(1)");
        }
        join();
        try (Encoder encoder = new Encoder()) {
            encoder.write(Serializers.any(), handle);
            byte[] encoded = encoder.toBytes();
            if (encoded.length > BYTES - Integer.BYTES) {
                throw new SessionException("@Shared static " + name + " is a handle of " + encoded.length
                        + " bytes; only " + (BYTES - Integer.BYTES) + " have a place");
            }
            encoder.carried().forEach(Session.current()::sent);
            bytes.set(ValueLayout.JAVA_INT, offset, encoded.length);
            MemorySegment.copy(encoded, 0, bytes, ValueLayout.JAVA_BYTE, offset + Integer.BYTES, encoded.length);
        }
    }

    /** It is not under way any more. */
    static void forget(MemorySegment bytes, long offset) {
        try (Decoder decoder = new Decoder(encoded(bytes, offset));
                Encoder again = new Encoder()) {
            again.write(Serializers.any(), decoder.read(Serializers.any()));
            again.carried().forEach(Session.current()::arrived);
        }
    }

    private static byte[] encoded(MemorySegment bytes, long offset) {
        byte[] encoded = new byte[bytes.get(ValueLayout.JAVA_INT, offset)];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset + Integer.BYTES, encoded, 0, encoded.length);
        return encoded;
    }

    static Object read(MemorySegment bytes, long offset) {
        join();
        try (Decoder decoder = new Decoder(encoded(bytes, offset))) {
            return decoder.read(Serializers.any());
        }
    }
}
