package dev.offspring.memory;

import dev.offspring.error.SessionException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Blocks that are found by name: a table with open addressing.
 *
 * <pre>
 *  0      8       16       24            32
 *  +------+-------+--------+-------------+------------+
 *  | name | claim | block  | generation  | layout     |   64 bytes each, 1024 of them
 *  | hash |       | offset |             | hash       |
 *  +------+-------+--------+-------------+------------+
 *  An entry is taken by a CAS of its name's hash, and never given back. All but the hash is valid once the claim is done.
 * </pre>
 */
final class Globals {
    static final long STRIDE = 64;
    static final long NAME = 0, CLAIM = 8, BLOCK = 16, GENERATION = 24, LAYOUT = 32, END = 40;
    private static final int COUNT = (int) (SessionLayout.GLOBALS_BYTES / STRIDE);
    private static final long RETRY_NANOS = 100_000;

    private final MappedArena arena;
    private final MemorySegment bytes;

    Globals(MappedArena arena) {
        this.arena = arena;
        this.bytes = arena.bytes();
    }

    boolean has(String name) {
        return claim(entry(name)).isDone();
    }

    Block find(String name, int kind, long layoutHash, long dataBytes, Consumer<Block> firstValues) {
        long entry = entry(name);
        Claim claim = claim(entry);
        while (!claim.isDone()) {
            if (claim.tryTake()) {
                return make(entry, claim, kind, layoutHash, dataBytes, firstValues);
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        if (Words.getLong(bytes, entry + LAYOUT) != layoutHash) {
            throw new SessionException("the shared statics of " + name
                    + " have another layout in another process of this session: run all processes with the same classes");
        }
        return arena.attach(new Handle(
                arena.nonce(), Words.getLong(bytes, entry + BLOCK), Words.getInt(bytes, entry + GENERATION), kind));
    }

    private Block make(
            long entry, Claim claim, int kind, long layoutHash, long dataBytes, Consumer<Block> firstValues) {
        try {
            Block block = arena.allocate(kind, dataBytes);
            arena.pin(block.handle());
            firstValues.accept(block);
            Words.setLong(bytes, entry + BLOCK, block.handle().offset());
            Words.setInt(bytes, entry + GENERATION, block.handle().generation());
            Words.setLong(bytes, entry + LAYOUT, layoutHash);
            claim.finish();
            return block;
        } finally {
            claim.giveUp();
        }
    }

    private long entry(String name) {
        long hash = hash(name);
        for (int i = 0; i < COUNT; i++) {
            long entry = SessionLayout.GLOBALS + (Math.floorMod(hash, COUNT) + i) % COUNT * STRIDE;
            if (Words.getLong(bytes, entry + NAME) == hash || Words.compareAndSetLong(bytes, entry + NAME, 0, hash)) {
                return entry;
            }
            if (Words.getLong(bytes, entry + NAME) == hash) {
                return entry;
            }
        }
        throw new SessionException("more than " + COUNT + " classes with shared statics in one session");
    }

    private Claim claim(long entry) {
        return new Claim(arena, bytes, entry + CLAIM);
    }

    /** FNV-1a over UTF-8. */
    private static long hash(String name) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x100_0000_01b3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
