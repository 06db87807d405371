package dev.offspring.memory;

/**
 * The session file.
 *
 * <pre>
 *  0        128     256     384        4096         8192                 73728
 *  +--------+-------+-------+- - - - - +------------+--------------------+---------+---------+- - -
 *  | magic  | carved| used  | (unused) | free lists | slots              | globals | block   | block
 *  | version| word  | bytes |          | one word   | 512 rows of 128    | 64 KiB  |         |
 *  | nonce  |       |       |          | in 64, x64 | see SlotLayout     |         |         |
 *  | size   |       |       |          |            |                    |         |         |
 *  | cap    |       |       |          |            |                    |         |         |
 *  | backed |       |       |          |            |                    |         |         |
 *  +--------+-------+-------+- - - - - +------------+--------------------+---------+---------+- - -
 *  carved word: | end of the last block, in units: 34 | its size class: 30 |   blocks lie below it without gaps
 *  free list:   | first free block, in units: 34      | tag: 30            |   the tag counts changes
 * </pre>
 * Offsets in bytes, a unit is 64 of them; little-endian.
 */
final class SessionLayout {
    static final long MAGIC = 0;
    static final long VERSION = 8;
    static final long NONCE = 16;
    static final long SIZE = 24;
    /** How much of it may be used; zero until the first process maps it. */
    static final long CAP = 32;
    /** In file mode: the space up to here exists on the file system, so that a store cannot fault. */
    static final long BACKED = 40;
    /** 1 if the file is nameless memory, 0 if it lies on a file system. */
    static final long IS_MEMORY = 48;
    static final long HEADER_END = 56;

    /** Two 64-byte lines: x86 prefetches lines in pairs. */
    static final long CARVED = 128;
    static final long USED = 256;

    static final long FREE_LISTS = 4096, FREE_LIST_STRIDE = 64;
    static final int FREE_LIST_COUNT = 64;

    static final long SLOTS = FREE_LISTS + FREE_LIST_COUNT * FREE_LIST_STRIDE;
    static final int SLOT_COUNT = 512;
    /** No process has it: what is attached to it lives as long as the session. */
    static final int SESSION_SLOT = SLOT_COUNT - 1;

    static final long GLOBALS = SLOTS + SLOT_COUNT * SlotLayout.STRIDE, GLOBALS_BYTES = 65_536;

    static final long BLOCKS = GLOBALS + GLOBALS_BYTES;

    static final long MAGIC_VALUE = 0x474e_5250_5346_464fL; // "OFFSPRNG"
    static final int VERSION_VALUE = 1;

    static final int UNIT_SHIFT = 6, TAG_BITS = 30;
    static final long TAG_MASK = (1L << TAG_BITS) - 1;

    /** Nobody claims this byte for a slot: whoever writes zeros to back the file holds its lock. */
    static final long BACKING_LOCK = BACKED;

    private SessionLayout() {}

    static long freeList(int sizeClass) {
        return FREE_LISTS + sizeClass * FREE_LIST_STRIDE;
    }

    /** An offset and a tag (or a size class) in one word. */
    static long tagged(long offset, long tag) {
        return offset >>> UNIT_SHIFT << TAG_BITS | tag & TAG_MASK;
    }

    static long offsetOf(long tagged) {
        return tagged >>> TAG_BITS << UNIT_SHIFT;
    }

    static long tagOf(long tagged) {
        return tagged & TAG_MASK;
    }
}
