package dev.offspring.channel;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Shared memory in which a message is written, and then sent as it is: {@link #publish()} costs the same whatever its size.
 *
 * <pre>{@code
 * try (Loan loan = connection.loan(1 << 20)) {
 *     loan.segment().fill((byte) 7);
 *     loan.publish();
 * }
 * }</pre>
 *
 * <p>For one thread at a time. What is closed without having been published goes back; so does what a process held that died.
 * After either, the segment must not be used.
 */
public final class Loan implements AutoCloseable {
    private final Connection<?> connection;
    private final Stream stream;
    private final MemorySegment segment;
    private @Nullable Block block;

    Loan(Connection<?> connection, Stream stream, Block block, long bytes) {
        this.connection = connection;
        this.stream = stream;
        this.block = block;
        this.segment = block.segment().asSlice(0, bytes);
    }

    /** The memory, of exactly the size that was asked for; what stands in it may be anything. */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sends it.
     *
     * @throws ClosedHandleException if it was published or closed before
     * @throws dev.offspring.error.BrokenPipeException if nobody will receive it
     */
    public void publish() {
        publish(segment.byteSize());
    }

    /** Sends its first {@code bytes}. */
    public void publish(long bytes) {
        java.util.Objects.checkIndex(bytes, segment.byteSize() + 1);
        Block lent = block;
        if (lent == null) {
            throw new ClosedHandleException("a loan was published that is not lent any more: each is published once");
        }
        block = null;
        connection.send(lent, bytes);
    }

    /** Gives it back, unless it was published. Twice is harmless. */
    @Override
    public void close() {
        Block lent = block;
        if (lent != null) {
            block = null;
            stream.giveBack(lent);
        }
    }
}
