package dev.offspring.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The session file.
 *
 * <pre>
 *  0        8         16      24       128    136        144         152         160        256         4096       69632     135168     2232320  bump
 *  +--------+---------+-------+------+-+------+----------+-----------+-----------+----------+-----------+----------+---------+----------+--------+------
 *  | magic  | version | nonce | size | | bump | reserved | reserving | next slot | doubting | free list | slot 0…  | globals | journals | blocks | zeros
 *  |        |         |       |      | |      |          |           |           |          | heads     | slot 511 | 0…1023  | 0…511    |        |
 *  +--------+---------+-------+------+-+------+----------+-----------+-----------+----------+-----------+----------+---------+----------+--------+------
 * </pre>
 *
 * Offsets in bytes, native order. Beyond all of it, where no byte is, lie the bytes that processes lock: one per slot.
 */
final class SessionLayout {
    static final long MAGIC_VALUE = 0x4F46_4653_5052_4E47L;
    static final long VERSION_VALUE = 5;

    static final long MAGIC = 0;
    static final long VERSION = MAGIC + Long.BYTES;
    static final long NONCE = VERSION + Long.BYTES;
    static final long SIZE = NONCE + Long.BYTES;

    /** Where the next block begins that is made of memory never used before. On two lines of its own. */
    static final long BUMP = 128;

    /** How far there is space in the file system; and the claim of whoever moves that. */
    static final long RESERVED = BUMP + Long.BYTES;

    static final long RESERVING = RESERVED + Long.BYTES;

    /** The slot from which the next process looks for one: a hint. So a slot still names the dead process that had it last. */
    static final long NEXT_SLOT = RESERVING + Long.BYTES;

    /** The claim of whoever looks for blocks that nobody can reach. */
    static final long DOUBTING = 160;

    /** Not 0 if there is a process that cannot tell others that it has come, or that cannot wake those who sleep in a futex. */
    static final long UNTOLD = DOUBTING + Long.BYTES;

    /** One word per size class: tag and offset of the first free block. */
    static final long FREE = 256;

    static final long HEADER_BYTES = 4096;

    static final long SLOTS = HEADER_BYTES;
    static final int SLOT_COUNT = 512;

    static final long GLOBALS = SLOTS + SLOT_COUNT * SlotLayout.BYTES;
    static final int GLOBAL_COUNT = 1024;

    static final long JOURNALS = GLOBALS + GLOBAL_COUNT * GlobalLayout.BYTES;

    static final long BLOCKS = JOURNALS + SLOT_COUNT * JournalLayout.BYTES;

    /** The byte that the process of slot 0 keeps locked; the others follow. */
    static final long LOCKS = 1L << 60;

    private SessionLayout() {}

    /** Writes the header of a file that nobody else knows yet. By no memory segment: a program's first takes 25 ms. */
    static void format(String path, long nonce, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
            ByteBuffer header = ByteBuffer.allocate((int) FREE).order(ByteOrder.nativeOrder());
            header.putLong((int) MAGIC, MAGIC_VALUE);
            header.putLong((int) VERSION, VERSION_VALUE);
            header.putLong((int) NONCE, nonce);
            header.putLong((int) SIZE, size);
            header.putLong((int) BUMP, BLOCKS);
            header.putLong((int) RESERVED, BLOCKS);
            file.write(header.array());
            if (!isNameless(path)) {
                // Space for all that comes before the blocks, and for the word where the first one will begin.
                file.write(new byte[(int) (BLOCKS + BlockLayout.PAYLOAD - FREE)]);
            }
        }
    }

    /** Whether the file is memory. */
    static boolean isNameless(String path) {
        return path.startsWith("/proc/");
    }
}
