package dev.offspring.channel;

/**
 * A pipe's payload, and that of each of its ends.
 *
 * <pre>
 *  0               512             1024    1028      1032          1048
 *  +---------------+---------------+-------+---------+-------------+--------------+
 *  | to the second | to the first  | codec | simplex | first end   | second end   |   an end: offset, generation
 *  | end: a stream | end: a stream |       |         |             |              |
 *  +---------------+---------------+-------+---------+-------------+--------------+
 *
 *  an end:
 *  0      8            12       16
 *  +------+------------+--------+-----------+
 *  | pipe | generation | second | travelled |
 *  +------+------------+--------+-----------+
 * </pre>
 *
 * Whoever holds an end is attached to its block and to the pipe's. An end is over when its block is closed. One that has not
 * {@code travelled} was never in a message: who is attached to it is all there is to know.
 */
final class PipeLayout {
    static final long TO_SECOND = 0;
    static final long TO_FIRST = TO_SECOND + StreamLayout.BYTES;
    static final long CODEC = TO_FIRST + StreamLayout.BYTES;
    static final long SIMPLEX = CODEC + Integer.BYTES;
    static final long FIRST_END = SIMPLEX + Integer.BYTES;
    static final long SECOND_END = FIRST_END + 2 * Long.BYTES;
    static final long BYTES = SECOND_END + 2 * Long.BYTES;

    static final long PIPE = 0;
    static final long PIPE_GENERATION = PIPE + Long.BYTES;
    static final long IS_SECOND = PIPE_GENERATION + Integer.BYTES;
    static final long TRAVELLED = IS_SECOND + Integer.BYTES;
    static final long END_BYTES = TRAVELLED + Integer.BYTES;

    private PipeLayout() {}
}
