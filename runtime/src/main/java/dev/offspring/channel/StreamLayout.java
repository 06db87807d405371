package dev.offspring.channel;

import dev.offspring.sync.Gate;

/**
 * A stream: 512 bytes of its owner's payload, on lines of their own for those who write them, and a chain of chunks.
 *
 * <pre>
 *    0  state | overflow | capacity | anchor | spare chunks (2) | spare messages (4)
 *  128  the producers' claim | tail | tail chunk | puts
 *  256  the consumers' claim | head | head chunk | takes | undone
 *  384  data (gate) | space (gate) | done (gate) | finished | dropped
 *  448  first chunk | end chunk | first message | end message
 *
 *  a chunk's payload:                    a frame:
 *  0      8       16         64          63        32 31 30    24 23      0
 *  +------+-------+----------+- - - -    +-----------+--+--------+--------+ content, padded
 *  | next | index | capacity | frames    |  number   |P | flags  | length | to 8 bytes
 *  +------+-------+----------+- - - -    +-----------+--+--------+--------+
 * </pre>
 *
 * {@code tail} and {@code head} are positions: the index of a chunk, and the offset of a frame in it. A frame is there once its
 * header is: the producer clears the header that follows, writes the content, and then the header, by one store. That is the
 * commit of a put; {@code puts}, {@code tail} and {@code tail chunk} follow from it. The commit of a take is the store of
 * {@code head}; {@code takes} and {@code head chunk} follow from that. So whoever takes a claim over from a dead process
 * derives what that had not written yet.
 *
 * <p>A frame's number is the low half of its place in the stream, where the first has a random one: {@code puts}, {@code takes} and
 * {@code finished} begin with it. So what lies in a chunk from its use by another stream is no frame of this one. The two last pairs say which chunks, and which messages and
 * parcels in blocks of their own, the stream has a use for: {@link dev.offspring.memory.Block#belongTo}.
 */
final class StreamLayout {
    static final long STATE = 0;
    static final long OVERFLOW = STATE + Integer.BYTES;
    static final long CAPACITY = OVERFLOW + Integer.BYTES;
    static final long ANCHOR = CAPACITY + Long.BYTES;
    static final long SPARE_CHUNKS = ANCHOR + Long.BYTES;
    static final long SPARE_MESSAGES = SPARE_CHUNKS + 2 * Long.BYTES;
    static final int SPARE_MESSAGE_COUNT = 4;

    static final long PRODUCERS = 128;
    static final long TAIL = PRODUCERS + Long.BYTES;
    static final long TAIL_CHUNK = TAIL + Long.BYTES;
    static final long PUTS = TAIL_CHUNK + Long.BYTES;

    static final long CONSUMERS = 256;
    static final long HEAD = CONSUMERS + Long.BYTES;
    static final long HEAD_CHUNK = HEAD + Long.BYTES;
    static final long TAKES = HEAD_CHUNK + Long.BYTES;

    static final long DATA = 384;
    static final long SPACE = DATA + Gate.BYTES;
    static final long ALL_DONE = SPACE + Gate.BYTES;
    static final long FINISHED = 400;
    static final long DROPPED = FINISHED + Long.BYTES;

    static final long CHUNKS = 448;
    static final long FIRST_CHUNK = CHUNKS;
    static final long END_CHUNK = CHUNKS + Long.BYTES;
    static final long MESSAGES = END_CHUNK + Long.BYTES;
    static final long FIRST_MESSAGE = MESSAGES;
    static final long END_MESSAGE = MESSAGES + Long.BYTES;

    static final long BYTES = 512;

    static final int OPEN = 0;
    static final int SHUT = 1;
    static final int FAILED = 2;

    // A chunk.
    static final long NEXT = 0;
    static final long INDEX = 8;
    static final long CHUNK_CAPACITY = 16;
    static final long FRAMES = 64;
    static final int OFFSET_BITS = 20;
    static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    // A frame's header.
    static final int HEADER = Long.BYTES;
    static final int LENGTH_MASK = 0xFF_FFFF;
    static final int PUBLISHED = 1 << 31;

    /** The next frame is in the next chunk: {@link #END_HEADER} alone says so. */
    static final int END = 1 << 24;

    /** The whole header, of which the number says nothing. */
    static final long END_HEADER = PUBLISHED | END;

    /** The message has a block of its own: offset, generation, length. */
    static final int LARGE = 1 << 25;

    /** Before the content stand offset and generation of a parcel. */
    static final int CARRIES = 1 << 26;

    /** Bytes of the user's, not an encoded value. */
    static final int RAW = 1 << 27;

    /** What the header of a message has, and of what it has nothing: the rest of the flags means nothing yet. */
    static final int ALWAYS = PUBLISHED;

    static final int NEVER = END | 7 << 28;

    static final int LARGE_BYTES = 3 * Long.BYTES;
    static final int PARCEL_BYTES = 2 * Long.BYTES;

    private StreamLayout() {}

    static int padded(int length) {
        return length + Long.BYTES - 1 & -Long.BYTES;
    }
}
