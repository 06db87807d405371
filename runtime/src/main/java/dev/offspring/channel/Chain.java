package dev.offspring.channel;

import static dev.offspring.channel.SessionMemory.MEMORY;
import static dev.offspring.channel.StreamLayout.ALWAYS;
import static dev.offspring.channel.StreamLayout.ANCHOR;
import static dev.offspring.channel.StreamLayout.CARRIES;
import static dev.offspring.channel.StreamLayout.CHUNK_CAPACITY;
import static dev.offspring.channel.StreamLayout.END_CHUNK;
import static dev.offspring.channel.StreamLayout.END_HEADER;
import static dev.offspring.channel.StreamLayout.FIRST_CHUNK;
import static dev.offspring.channel.StreamLayout.FRAMES;
import static dev.offspring.channel.StreamLayout.HEAD;
import static dev.offspring.channel.StreamLayout.HEADER;
import static dev.offspring.channel.StreamLayout.HEAD_CHUNK;
import static dev.offspring.channel.StreamLayout.INDEX;
import static dev.offspring.channel.StreamLayout.LARGE;
import static dev.offspring.channel.StreamLayout.LENGTH_MASK;
import static dev.offspring.channel.StreamLayout.NEVER;
import static dev.offspring.channel.StreamLayout.NEXT;
import static dev.offspring.channel.StreamLayout.OFFSET_BITS;
import static dev.offspring.channel.StreamLayout.OFFSET_MASK;
import static dev.offspring.channel.StreamLayout.PUTS;
import static dev.offspring.channel.StreamLayout.TAIL;
import static dev.offspring.channel.StreamLayout.TAIL_CHUNK;
import static dev.offspring.channel.StreamLayout.TAKES;
import static dev.offspring.channel.StreamLayout.padded;

import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The chunks of a stream, and where in them its two ends are. Whoever calls a method of an end has claimed that end.
 *
 * <p>Before the first chunk stands the anchor: a chunk without frames, whose offset is 0 and whose index is 0. A chunk is left
 * by consumers only when the tail has left it, so that a producer which died between two chunks finds both.
 */
final class Chain {
    private static final long HEADER_BYTES = 128;

    /** No frame has more. */
    private static final int LONGEST = Stream.LONGEST_INLINE + StreamLayout.PARCEL_BYTES;

    /** Chunks of a stream that is nearly empty; with the block's header a power of two. */
    static final long SMALL_BYTES = (1 << 16) - HEADER_BYTES;

    /** Chunks of one that is not: most of such a chunk can be given back to the system. */
    private static final long BIG_BYTES = (1 << 20) - HEADER_BYTES;

    private static final int SMALL_CHUNKS = 4;

    /**
     * Who fills a chunk at less than that for each byte gets a big one next. A small one would still be in the other processor's
     * cache when it is written again, and to fetch it from there takes longer than from the memory that both have in common.
     */
    private static final int BUSY_NANOS_A_BYTE = 16;

    /** Instead of the place of a frame. */
    static final long NOTHING = -1;

    static final long LOST = -2;

    private final Session session = Session.current();
    private final Block owner;
    private final long at;
    private final long base;
    private final Spares spares;

    /** The chunk that {@link #tailCapacity} is of. */
    private long tailChunk;

    private long tailCapacity;

    /** When this process began with it. */
    private long tailSince;

    private long headChunk;
    private long headCapacity;

    /** Where a frame was or will be that this object has not seen: a hint for those who spin. */
    private final AtomicLong peek = new AtomicLong();

    Chain(Block owner, long at, Spares spares) {
        this.owner = owner;
        this.at = at;
        this.base = owner.payloadOffset() + at;
        this.spares = spares;
    }

    private static long frames(long chunk) {
        return chunk + HEADER_BYTES + FRAMES;
    }

    private long ofChunk(long chunk, long field) {
        return Words.getVolatile(MEMORY, chunk + HEADER_BYTES + field);
    }

    private long index(long chunk) {
        return chunk == 0 ? 0 : ofChunk(chunk, INDEX);
    }

    private long capacity(long chunk) {
        return chunk == 0 ? 0 : ofChunk(chunk, CHUNK_CAPACITY);
    }

    private long nextOf(long chunk) {
        return chunk == 0 ? Words.getVolatile(MEMORY, base + ANCHOR) : ofChunk(chunk, NEXT);
    }

    // The producers' end.

    /** Where the next frame is written, which takes {@code bytes}. */
    long room(int bytes) {
        long tail = Words.get(MEMORY, base + TAIL);
        long chunk = Words.get(MEMORY, base + TAIL_CHUNK);
        if (chunk != tailChunk) {
            tailCapacity = capacity(chunk);
            tailChunk = chunk;
        }
        long offset = tail & OFFSET_MASK;
        return offset + bytes <= tailCapacity ? frames(chunk) + offset : roomInNext(chunk, tail);
    }

    /** How many bytes there are for frames from {@code place} on, which {@link #room} said. */
    long left(long place) {
        return frames(tailChunk) + tailCapacity - place;
    }

    private long roomInNext(long chunk, long tail) {
        long index = tail >>> OFFSET_BITS;
        long next = nextOf(chunk);
        if (next == 0) {
            next = link(chunk, index + 1);
        }
        long offset = tail & OFFSET_MASK;
        if (offset < tailCapacity) {
            Words.setRelease(MEMORY, frames(chunk) + offset, END_HEADER);
        }
        Words.setRelease(MEMORY, base + TAIL_CHUNK, next);
        Words.setRelease(MEMORY, base + TAIL, (index + 1) << OFFSET_BITS);
        tailCapacity = capacity(next);
        tailChunk = next;
        return frames(next);
    }

    private long link(long chunk, long index) {
        boolean deep = index - Words.getVolatile(MEMORY, base + FIRST_CHUNK) > SMALL_CHUNKS;
        long now = System.nanoTime();
        boolean busy = now - tailSince < BUSY_NANOS_A_BYTE * tailCapacity;
        tailSince = now;
        Block block = newChunk(deep || busy ? BIG_BYTES : SMALL_BYTES);
        long offset = block.handle().offset();
        Words.set(MEMORY, offset + HEADER_BYTES + NEXT, 0);
        Words.set(MEMORY, offset + HEADER_BYTES + INDEX, index);
        Words.set(MEMORY, offset + HEADER_BYTES + CHUNK_CAPACITY, block.bytes() - FRAMES);
        Words.set(MEMORY, frames(offset), 0);
        block.belongTo(owner, at + StreamLayout.CHUNKS, index);
        Words.setRelease(MEMORY, base + END_CHUNK, index + 1);
        Words.setRelease(MEMORY, chunk == 0 ? base + ANCHOR : chunk + HEADER_BYTES + NEXT, offset);
        block.detach();
        return offset;
    }

    private Block newChunk(long size) {
        Block spare = spares.chunk(size);
        return spare != null ? spare : session.allocatePart(Kinds.CHUNK, size);
    }

    /** The number of the next frame. */
    long nextNumber() {
        return Words.get(MEMORY, base + PUTS);
    }

    /** The {@code count} frames that were written where {@link #room} said are there from now on: the first header is written last. */
    void publish(int bytes, int count, long firstHeader) {
        long tail = Words.get(MEMORY, base + TAIL);
        long at = frames(tailChunk) + (tail & OFFSET_MASK);
        long end = tail + bytes;
        if ((end & OFFSET_MASK) < tailCapacity) {
            Words.set(MEMORY, at + bytes, 0);
        }
        Words.setRelease(MEMORY, at, firstHeader);
        Words.setRelease(MEMORY, base + PUTS, Words.get(MEMORY, base + PUTS) + count);
        Words.setRelease(MEMORY, base + TAIL, end);
    }

    /** Brings the tail to where a producer that died has left it. */
    void repairTail() {
        long chunk = Words.get(MEMORY, base + TAIL_CHUNK);
        long tail = Words.get(MEMORY, base + TAIL);
        if (index(chunk) > tail >>> OFFSET_BITS) {
            tail = index(chunk) << OFFSET_BITS;
        }
        long puts = Words.get(MEMORY, base + PUTS);
        while (true) {
            long offset = tail & OFFSET_MASK;
            long header = offset < capacity(chunk) ? Words.getAcquire(MEMORY, frames(chunk) + offset) : 0;
            if (header != END_HEADER && ((int) header & (ALWAYS | NEVER)) != ALWAYS) {
                break;
            }
            if (header == END_HEADER) {
                chunk = nextOf(chunk);
                tail = index(chunk) << OFFSET_BITS;
                Words.setRelease(MEMORY, base + TAIL_CHUNK, chunk);
            } else {
                puts = nearest(puts, (int) (header >>> Integer.SIZE)) + 1;
                tail += HEADER + padded((int) header & LENGTH_MASK);
            }
        }
        Words.setRelease(MEMORY, base + PUTS, puts);
        Words.setRelease(MEMORY, base + TAIL, tail);
    }

    /** The number near {@code about} of which the low half is known. */
    private static long nearest(long about, int low) {
        return about + (low - (int) about);
    }

    // The consumers' end.

    /**
     * Where the next frame begins; {@link #NOTHING} if there is none; {@link #LOST} if somebody has written over it.
     *
     * @param thorough whether to look at the producers' counts too if there seems to be nothing: it takes that line from them
     */
    long next(boolean thorough) {
        long at = find();
        if (at < 0) {
            return NOTHING;
        }
        long header = Words.getAcquire(MEMORY, at);
        long takes = Words.get(MEMORY, base + TAKES);
        if (isSound(at, header, takes)) {
            return at;
        }
        if (header == 0 && !thorough) {
            return NOTHING;
        }
        long puts = Words.getVolatile(MEMORY, base + PUTS);
        if (puts <= takes) {
            align(puts, takes);
            return NOTHING;
        }
        // More has been put than taken, and yet there is no frame at the head.
        boolean lost = Words.getVolatile(MEMORY, base + PUTS) > takes
                && Words.getAcquire(MEMORY, at) == header
                && (header != END_HEADER
                        || Words.getVolatile(MEMORY, base + TAIL) >>> OFFSET_BITS
                                <= Words.get(MEMORY, base + HEAD) >>> OFFSET_BITS);
        return lost ? LOST : NOTHING;
    }

    /**
     * All that was put has been taken: then the head is where the tail is, unless somebody has written over a length; and no more
     * has been taken than was put, unless what lay there before looked like a frame then.
     */
    private void align(long puts, long takes) {
        long tail = Words.getVolatile(MEMORY, base + TAIL);
        if (tail == Words.get(MEMORY, base + HEAD) && puts == takes) {
            return;
        }
        // While nobody is at the other end, which is so if nothing has changed there meanwhile.
        boolean settled = Words.getVolatile(MEMORY, base + StreamLayout.PRODUCERS) == 0
                && Words.getVolatile(MEMORY, base + TAIL) == tail
                && Words.getVolatile(MEMORY, base + PUTS) == puts;
        if (!settled) {
            return;
        }
        if (puts < takes) {
            Words.setRelease(MEMORY, base + TAKES, puts);
        }
        if (tail >>> OFFSET_BITS == Words.get(MEMORY, base + HEAD) >>> OFFSET_BITS) {
            Words.setRelease(MEMORY, base + HEAD, tail);
        } else {
            leave(Words.get(MEMORY, base + HEAD_CHUNK), Words.get(MEMORY, base + HEAD) >>> OFFSET_BITS);
        }
    }

    /** Where the next frame begins, if there is one; −1 if it cannot be in this chunk, and there is no other yet. */
    private long find() {
        while (true) {
            long head = Words.get(MEMORY, base + HEAD);
            long chunk = Words.get(MEMORY, base + HEAD_CHUNK);
            if (chunk != headChunk) {
                headCapacity = capacity(chunk);
                headChunk = chunk;
            }
            long offset = head & OFFSET_MASK;
            long at = frames(chunk) + offset;
            long header = offset < headCapacity ? Words.getAcquire(MEMORY, at) : END_HEADER;
            if (header != END_HEADER) {
                peek.setRelease(at);
                return at;
            }
            if (!leave(chunk, head >>> OFFSET_BITS)) {
                peek.setRelease(0);
                return offset < headCapacity ? at : -1;
            }
        }
    }

    /** Goes on to the next chunk, if the tail has done so. */
    private boolean leave(long chunk, long index) {
        if (Words.getVolatile(MEMORY, base + TAIL) >>> OFFSET_BITS <= index) {
            return false;
        }
        long next = nextOf(chunk);
        Words.setRelease(MEMORY, base + HEAD, (index + 1) << OFFSET_BITS);
        Words.setRelease(MEMORY, base + HEAD_CHUNK, next);
        Words.setRelease(MEMORY, base + FIRST_CHUNK, index + 1);
        if (chunk != 0) {
            spares.giveBackChunk(chunk);
        }
        return true;
    }

    /** A frame that can be what it says. */
    private boolean isSound(long place, long header, long number) {
        int length = (int) header & LENGTH_MASK;
        return (int) (header >>> Integer.SIZE) == (int) number
                && ((int) header & (ALWAYS | NEVER)) == ALWAYS
                && length <= LONGEST
                && place + HEADER + padded(length) <= frames(headChunk) + headCapacity;
    }

    /** The length of the frame at {@code place} of the chunk at the head, if it has no parts of its own and {@code number}; or 0. */
    int plainBytes(long place, long number) {
        if (place >= frames(headChunk) + headCapacity) {
            return 0;
        }
        long header = Words.getAcquire(MEMORY, place);
        return ((int) header & (LARGE | CARRIES)) == 0 && isSound(place, header, number)
                ? HEADER + padded((int) header & LENGTH_MASK)
                : 0;
    }

    /** The frames of {@code bytes} at the head have been read; {@code next} is the number of the one that follows. */
    void taken(int bytes, long next) {
        long head = Words.get(MEMORY, base + HEAD);
        Words.setRelease(MEMORY, base + TAKES, next);
        Words.setRelease(MEMORY, base + HEAD, head + bytes);
        peek.setRelease(frames(headChunk) + (head & OFFSET_MASK) + bytes);
    }

    /** Leaves a chunk that is damaged, or all of it that is there yet; how many messages are lost. */
    long skip() {
        long tail = Words.getVolatile(MEMORY, base + TAIL);
        long head = Words.get(MEMORY, base + HEAD);
        long takes = Words.get(MEMORY, base + TAKES);
        long puts = Words.getVolatile(MEMORY, base + PUTS);
        boolean left = tail >>> OFFSET_BITS > head >>> OFFSET_BITS && leave(headChunk, head >>> OFFSET_BITS);
        if (!left || Words.getAcquire(MEMORY, frames(Words.get(MEMORY, base + HEAD_CHUNK))) == 0) {
            Words.setRelease(MEMORY, base + TAKES, puts); // all that had been put was in the chunk
        }
        if (!left) {
            Words.setRelease(MEMORY, base + HEAD, tail);
        }
        repairHead();
        return Words.get(MEMORY, base + TAKES) - takes;
    }

    /** Brings the head to where a consumer that died has left it. */
    void repairHead() {
        long chunk = Words.get(MEMORY, base + HEAD_CHUNK);
        long head = Words.get(MEMORY, base + HEAD);
        while (index(chunk) < head >>> OFFSET_BITS) {
            chunk = nextOf(chunk);
            Words.setRelease(MEMORY, base + HEAD_CHUNK, chunk);
        }
        Words.setRelease(MEMORY, base + FIRST_CHUNK, head >>> OFFSET_BITS);
        long at = find();
        long header = at < 0 ? 0 : Words.getAcquire(MEMORY, at);
        if (((int) header & (ALWAYS | NEVER)) == ALWAYS) {
            long takes = Words.get(MEMORY, base + TAKES);
            Words.setRelease(MEMORY, base + TAKES, nearest(takes, (int) (header >>> Integer.SIZE)));
        }
    }

    /** A hint, for those who have not claimed anything. */
    boolean mayHaveNext() {
        long at = peek.getAcquire();
        return at == 0
                ? Words.getVolatile(MEMORY, base + PUTS) != Words.getVolatile(MEMORY, base + TAKES)
                : Words.getAcquire(MEMORY, at) != 0;
    }

    /** Gives all chunks back to the arena; both ends are claimed, and nobody will use them any more. */
    void free() {
        long chunk = Words.get(MEMORY, base + HEAD_CHUNK);
        if (chunk == 0) {
            chunk = nextOf(0);
        }
        while (chunk != 0) {
            Block block = session.attachPart(chunk, Kinds.CHUNK);
            chunk = nextOf(chunk);
            spares.close(block);
        }
    }
}
