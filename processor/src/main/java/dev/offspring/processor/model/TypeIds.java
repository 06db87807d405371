package dev.offspring.processor.model;

import java.nio.charset.StandardCharsets;

/** Type ids as the runtime computes them; a test holds the two together. */
public final class TypeIds {
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private TypeIds() {}

    /** The id of a class of the user's: a hash (FNV-1a, 32 bits, over UTF-8) of its binary name. */
    public static int of(String binaryName) {
        int hash = FNV_OFFSET;
        for (byte b : binaryName.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return (hash & 0x3fff_ffff) | 0x1000;
    }
}
