package dev.offspring.channel;

import java.nio.charset.StandardCharsets;

/**
 * A queue's payload.
 *
 * <pre>
 *  0        512     516       520                528
 *  +--------+-------+---------+------------------+------------------+
 *  | stream | codec | length  | the process that | why it was ended |
 *  +--------+-------+---------+------------------+------------------+
 * </pre>
 */
final class QueueLayout {
    static final long STREAM = 0;
    static final long CODEC = STREAM + StreamLayout.BYTES;
    static final long WHY_LENGTH = CODEC + Integer.BYTES;
    static final long PID = WHY_LENGTH + Integer.BYTES;
    static final long WHY = PID + Long.BYTES;
    static final int MOST_WHY = 368;
    static final long BYTES = WHY + MOST_WHY;

    private QueueLayout() {}

    /** So much of a text as has room. */
    static byte[] cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.length, MOST_WHY);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        byte[] cut = new byte[end];
        System.arraycopy(bytes, 0, cut, 0, end);
        return cut;
    }
}
