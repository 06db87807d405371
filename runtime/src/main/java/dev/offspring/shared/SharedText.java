package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.memory.Claim;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A text that several processes share. Any thread of any process of the session may use it: a reader sees one of the
 * texts that were written, never parts of two. Closed by any of them, it is closed for all.
 *
 * <pre>
 *  0          8         16              16 + maxBytes, rounded up to 8
 *  +----------+---------+---------------+---------------+
 *  | commit   | writer's| even commits  | odd commits   |
 *  | word     | claim   |               |               |
 *  +----------+---------+---------------+---------------+
 *  commit word: | count of commits: 32 | bytes: 32 |     A writer fills the other buffer, then stores this word.
 * </pre>
 */
public final class SharedText extends Shared {
    private static final long COMMIT = 0, CLAIM = 8, BUFFERS = 16;
    private static final long LENGTH_MASK = 0xffff_ffffL;
    private static final int SPINS = 64;
    private static final long RETRY_NANOS = 20_000;

    private final int maxBytes;
    private final long bufferBytes;

    SharedText(Block block, long base, int maxBytes, boolean ownsBlock) {
        super(block, base, ownsBlock);
        Objects.checkFromIndexSize(base, bytes(maxBytes), block.segment().byteSize());
        this.maxBytes = maxBytes;
        this.bufferBytes = rounded(maxBytes);
    }

    /**
     * An empty one in shared memory.
     *
     * @param maxBytes how many bytes of UTF-8 it can hold
     */
    public static SharedText create(int maxBytes) {
        return new SharedText(allocate(Kinds.TEXT, bytes(maxBytes)), 0, maxBytes, true);
    }

    /** What a text of so many bytes of UTF-8 takes in memory. */
    public static long bytes(int maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes=" + maxBytes);
        }
        return BUFFERS + 2 * rounded(maxBytes);
    }

    private static long rounded(int maxBytes) {
        return (maxBytes + 7L) & ~7L;
    }

    /** How many bytes of UTF-8 it can hold. */
    public int maxBytes() {
        return maxBytes;
    }

    /** What was written last; empty before that. */
    public String get() {
        while (true) {
            block.check();
            long commit = LongWords.get(memory, base + COMMIT);
            // A scribbled length must not take us out of the buffer.
            byte[] copy = new byte[(int) Math.min(maxBytes, commit & LENGTH_MASK)];
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, buffer(commit), copy, 0, copy.length);
            VarHandle.loadLoadFence();
            if (LongWords.get(memory, base + COMMIT) == commit) {
                return new String(copy, StandardCharsets.UTF_8);
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Writes another text.
     *
     * @throws IllegalArgumentException if it is too long; the old text stays
     */
    public void set(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > maxBytes) {
            throw new IllegalArgumentException(
                    "too long: " + bytes.length + " bytes of UTF-8, maxBytes=" + maxBytes + ": '"
                            + value.substring(0, Math.min(20, value.length())) + "…'");
        }
        if (!block.isShared()) {
            commit(bytes);
            return;
        }
        Claim claim = Claim.at(block, base + CLAIM);
        take(claim);
        try {
            commit(bytes);
        } finally {
            claim.giveUp();
        }
    }

    private void take(Claim claim) {
        for (int tries = 0; ; tries++) {
            block.check();
            if (claim.tryTake()) {
                return;
            }
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** A writer that dies on the way leaves the old text, and bytes that nobody reads. */
    private void commit(byte[] bytes) {
        long next = ((LongWords.get(memory, base + COMMIT) >>> Integer.SIZE) + 1) << Integer.SIZE | bytes.length;
        VarHandle.storeStoreFence();
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, buffer(next), bytes.length);
        LongWords.set(memory, base + COMMIT, next);
    }

    private long buffer(long commit) {
        return base + BUFFERS + (commit >>> Integer.SIZE & 1) * bufferBytes;
    }

    @Override
    String content() {
        return '"' + get() + '"';
    }
}
