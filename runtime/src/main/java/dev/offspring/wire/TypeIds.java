package dev.offspring.wire;

/**
 * The id under which a type travels: the same in every process, whatever was registered there, and in whichever order.
 *
 * <p>FNV-1a (Fowler, Noll, Vo; 32 bits) over the UTF-16 units of the binary name, low byte first, folded to 30 bits and
 * moved above the JDK's own ids. The annotation processor computes the same, to find collisions when it compiles.
 */
public final class TypeIds {
    /** Ids below this are the JDK's and the runtime's own. */
    static final int FIRST_HASHED = 0x1000;

    private static final int OFFSET_BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;
    private static final int MASK = 0x3FFF_FFFF;

    private TypeIds() {}

    /** The id of the type with this binary name. */
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
