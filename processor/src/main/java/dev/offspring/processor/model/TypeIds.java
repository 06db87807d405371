package dev.offspring.processor.model;

/** Type ids as the runtime computes them; a test holds the two together. */
public final class TypeIds {
    private static final int FIRST_HASHED = 0x1000;
    private static final int OFFSET_BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;
    private static final int MASK = 0x3FFF_FFFF;

    private TypeIds() {}

    /** The id of a class of the user's: FNV-1a, 32 bits, over the UTF-16 units of its binary name, low byte first. */
    public static int of(String binaryName) {
        int hash = OFFSET_BASIS;
        for (int i = 0; i < binaryName.length(); i++) {
            char unit = binaryName.charAt(i);
            hash = (hash ^ (unit & 0xFF)) * PRIME;
            hash = (hash ^ (unit >>> Byte.SIZE)) * PRIME;
        }
        int folded = hash & MASK;
        return folded < FIRST_HASHED ? folded + FIRST_HASHED : folded;
    }
}
