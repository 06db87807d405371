package dev.offspring.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a parent and one child of it exchange, and nobody else opens, but for {@code ps} to read the label.
 *
 * <pre>
 *  0         8             16      20       24       32          40       48       52       56    64      192
 *  +---------+-------------+-------+--------+--------+-----------+--------+--------+--------+- - -+-------+-----------+---------+
 *  | magic   | fingerprint | state | detail | length | arguments | dump   | signal | label  |     | label | arguments | result… |
 *  | version |             |       |        |        | length    | length |        | length |     |       |           |         |
 *  +---------+-------------+-------+--------+--------+-----------+--------+--------+--------+- - -+-------+-----------+---------+
 *   `------ parent -------'  `------- child ------'   `-parent--' `---- child ----' `------------- parent -----------' `- child -'
 * </pre>
 *
 * Offsets in bytes, big-endian. The label says, in UTF-8, what the child is, for {@code ps}. The child writes its result first and then the three words of its report in one write:
 * a child that is killed in between has reported nothing. Where the result would be it writes what its threads do, if it is asked
 * for that because its time is over; and which signal made it exit, at any time, for the status is that of an exit then. The
 * parent reads all of it as input from a stranger.
 */
final class LinkLayout {
    static final int MAGIC_VALUE = 0x0FF5_0002;

    static final int MAGIC = 0;
    static final int FINGERPRINT = 8;
    static final int STATE = 16;
    static final int DETAIL = 20;
    static final int LENGTH = 24;
    static final int ARGUMENTS_LENGTH = 32;
    static final int DUMP_LENGTH = 40;
    static final int SIGNAL = 48;
    static final int LABEL_LENGTH = 52;
    static final int LABEL = 64;
    static final int ARGUMENTS = 192;

    /** What one read of the header brings. */
    static final int HEADER_BYTES = 40;
    /** State, detail and length. */
    static final int REPORT_BYTES = 16;
    /** From the state on, as far as a child writes there. */
    static final int SAID_BYTES = LABEL_LENGTH - STATE;

    /*
     * NEW ─with orphan(KEEP), or of a spare─► INDEPENDENT, which is NEW otherwise
     * NEW ─hello─► RUNNING ─returns─► RETURNED
     *                 ├─throws──────► THREW
     *                 ├─System.exit─► EXITING
     *                 └─no parent───► PARENT_LOST
     * NEW ─fingerprints differ──────► MISMATCH
     */
    static final int NEW = 0;
    static final int RUNNING = 1;
    static final int RETURNED = 2;
    static final int THREW = 3;
    static final int EXITING = 4;
    static final int MISMATCH = 5;
    static final int PARENT_LOST = 6;
    static final int INDEPENDENT = 7;

    /** Detail of THREW: the heap was full. */
    static final int OUT_OF_MEMORY = 1;

    private LinkLayout() {}

    /** The label of the link that is in this file. */
    static String label(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(ARGUMENTS));
            if (header.capacity() < ARGUMENTS || header.getInt(MAGIC) != MAGIC_VALUE) {
                throw new IOException(file + " is no link of this version");
            }
            int length = Math.clamp(header.getInt(LABEL_LENGTH), 0, ARGUMENTS - LABEL);
            return new String(header.array(), LABEL, length, StandardCharsets.UTF_8);
        }
    }
}
