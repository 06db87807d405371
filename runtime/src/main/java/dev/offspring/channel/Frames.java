package dev.offspring.channel;

import static dev.offspring.channel.StreamLayout.HEADER;
import static dev.offspring.channel.StreamLayout.LENGTH_MASK;
import static dev.offspring.channel.StreamLayout.padded;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Messages back to back, as they lie in a chunk: what is put into a {@link Stream}, or was taken out of it, at once and by one
 * copy. A message that has a block or a parcel of its own is taken alone. For one thread, and used again and again.
 */
final class Frames {
    /** After so many bytes no more are added: that bounds the copy that is made while an end is claimed. */
    static final int MOST_BYTES = 1 << 14;

    private static final int FIRST_BYTES = 1 << 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Incoming message = new Incoming();
    private byte[] bytes = new byte[FIRST_BYTES];
    private MemorySegment readOnly = MemorySegment.ofArray(bytes).asReadOnly();

    /** Where the next one begins, and where all of them end. */
    private int at;

    private int end;
    private int numbered;
    private boolean isAlone;
    private boolean wasAlone;

    /** There are none any more; how many bytes they had. */
    int clear() {
        int had = end;
        at = 0;
        end = 0;
        isAlone = false;
        message.bytes = bytes; // a long one may have made an array of its own
        return had;
    }

    boolean isEmpty() {
        return at == end;
    }

    boolean isFull() {
        return end >= MOST_BYTES;
    }

    /** Adds a copy of what was encoded. */
    void add(byte[] from, int start, int length) {
        int to = reserveFrame(length);
        System.arraycopy(from, start, bytes, to, length);
        added(length, 0);
    }

    /** Adds a copy of these bytes, which are no longer than what has no block of its own. */
    void addRaw(MemorySegment from) {
        int length = (int) from.byteSize();
        int to = reserveFrame(length);
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, bytes, to, length);
        added(length, StreamLayout.RAW);
    }

    /** Where the content of the frame is to be; it is none before it was {@link #added}. */
    private int reserveFrame(int length) {
        reserve(end + HEADER + padded(length));
        return end + HEADER;
    }

    private void added(int length, int flags) {
        LONG.set(bytes, end, (StreamLayout.PUBLISHED | flags | length) & 0xFFFF_FFFFL);
        end += HEADER + padded(length);
    }

    /** What was added stays. */
    private void reserve(int count) {
        if (bytes.length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(count, 2 * bytes.length));
            readOnly = MemorySegment.ofArray(bytes).asReadOnly();
        }
    }

    private long header(int of) {
        return (long) LONG.get(bytes, of);
    }

    private static int frameBytes(long header) {
        return HEADER + padded((int) header & LENGTH_MASK);
    }

    /** How many bytes the next frame takes. */
    int nextBytes() {
        return frameBytes(header(at));
    }

    /** Numbers the next ones, which take at most {@code room} bytes and are {@code most} at most; how many they are. */
    int number(long first, long room, long most) {
        int of = at;
        int count = 0;
        while (of < end && count < most) {
            long header = header(of);
            int next = of + frameBytes(header);
            if (next - at > room) {
                break;
            }
            LONG.set(bytes, of, (first + count) << Integer.SIZE | (header & 0xFFFF_FFFFL));
            of = next;
            count++;
        }
        numbered = of;
        return count;
    }

    /** The header of the next one. */
    long nextHeader() {
        return header(at);
    }

    /** Copies those that were numbered, but for the first one's header, which is 0 there; how many bytes they take. */
    int copyOut(long to) {
        int length = numbered - at;
        LONG.set(bytes, at, 0L);
        Words.copyIn(bytes, at, SessionMemory.MEMORY, to, length);
        at = numbered;
        return length;
    }

    /** The next one as a message of its own, and is done with it; its bytes are here. */
    Outgoing outgoing() {
        long header = header(at);
        Outgoing one = new Outgoing();
        one.encoded(bytes, at + HEADER, (int) header & LENGTH_MASK, null);
        one.flags = (int) header & StreamLayout.RAW;
        at += frameBytes(header);
        return one;
    }

    /** Takes {@code length} bytes of whole frames from there. */
    void copyIn(long from, int length) {
        clear();
        reserve(length);
        Words.copyOut(SessionMemory.MEMORY, from, bytes, 0, length);
        end = length;
    }

    /** The one that is taken alone. */
    Incoming alone() {
        clear();
        isAlone = true;
        return message;
    }

    /** The next of those that were taken; good until the next call. */
    Incoming next() {
        wasAlone = isAlone;
        isAlone = false;
        if (wasAlone) {
            return message;
        }
        long header = header(at);
        message.clear((int) header);
        message.bytes = bytes;
        message.offset = at + HEADER;
        message.length = (int) header & LENGTH_MASK;
        at += frameBytes(header);
        return message;
    }

    /** The content of the one that {@link #next} gave, where it lies. */
    MemorySegment content() {
        return wasAlone ? message.segment().asReadOnly() : readOnly.asSlice(message.offset, message.length);
    }
}
