package dev.offspring.processor.model;

import java.nio.charset.StandardCharsets;

/** FNV-1a over UTF-8: small, the same everywhere, and good enough to notice a difference that nobody made on purpose. */
public final class Fnv {
    private static final long OFFSET_64 = 0xCBF29CE484222325L;
    private static final long PRIME_64 = 0x100000001B3L;

    private Fnv() {}

    /** 64 bits of it. */
    public static long hash64(String text) {
        long hash = OFFSET_64;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * PRIME_64;
        }
        return hash;
    }
}
