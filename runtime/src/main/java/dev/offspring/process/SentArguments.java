package dev.offspring.process;

import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task's arguments on their way to a child, which may die before it has read them: until these are closed, what they carry is
 * kept. Closing them twice is harmless.
 */
final class SentArguments implements AutoCloseable {
    private final Encoder encoded;
    private final boolean carry;
    private final byte[] bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    SentArguments(Encoder encoded) {
        this.encoded = encoded;
        this.carry = !encoded.carried().isEmpty();
        this.bytes = encoded.toMessage();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether there is anything that must be let go. */
    boolean carry() {
        return carry;
    }

    /** They are the child's from now on: what has a single place is no longer here. */
    void leave() {
        encoded.sent();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                Decoder.discard(bytes);
            } finally {
                encoded.letGo();
            }
        }
    }
}
