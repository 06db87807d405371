package dev.offspring.pool;

import java.util.Arrays;

/**
 * Messages that a worker has written, some at a time: the reader's, and used again and again. Short ones lie in one array, as
 * {@link Frames}, so that many results can be handed on as one.
 */
final class Heard {
    private static final int MOST = 4096;
    private static final int FIRST_BYTES = 1 << 10;

    private final int[] kinds = new int[MOST];
    private final int[] details = new int[MOST];

    /** Where in the frames each message begins. */
    private final int[] starts = new int[MOST];

    /** Each message that has come in parts. */
    private final byte[][] whole = new byte[MOST][];

    private byte[] frames = new byte[FIRST_BYTES];
    private int length;
    private int size;

    /** The message that is the ring's next frame. */
    void add(Ring ring) {
        int more = ring.length();
        int from = length + Frames.HEADER;
        if (frames.length < from + more + Long.BYTES) {
            frames = Arrays.copyOf(frames, Math.max(2 * frames.length, from + more + Long.BYTES));
        }
        Frames.setLength(frames, length, more);
        ring.copy(frames, from);
        add(ring, length);
        length = from + more;
    }

    /** A message that has come in parts, of which the ring's next frame was the last. */
    void add(Ring ring, byte[] message) {
        whole[size] = message;
        add(ring, length);
    }

    private void add(Ring ring, int start) {
        kinds[size] = ring.kind();
        details[size] = ring.detail();
        starts[size] = start;
        size++;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == MOST;
    }

    int kind(int i) {
        return kinds[i];
    }

    int detail(int i) {
        return details[i];
    }

    byte[] bytes(int i) {
        byte[] message = whole[i];
        if (message != null) {
            return message;
        }
        int from = starts[i] + Frames.HEADER;
        return Arrays.copyOfRange(frames, from, from + Frames.length(frames, starts[i]));
    }

    /** How many results lie one behind the other from there on, up to {@code most}; 0 if it is something else. */
    int results(int i, int most) {
        int end = i;
        while (end < size && end - i < most && kinds[end] == WorkerLayout.RETURNED && whole[end] == null) {
            end++;
        }
        return end - i;
    }

    /** So many of them. */
    byte[] frames(int i, int count) {
        return Arrays.copyOfRange(frames, starts[i], i + count < size ? starts[i + count] : length);
    }

    /** How many messages from there on, up to {@code most}, have the same detail as the first. */
    int alike(int i, int most) {
        int end = i + 1;
        while (end - i < most && details[end] == details[i]) {
            end++;
        }
        return end - i;
    }

    void clear() {
        Arrays.fill(whole, 0, size, null);
        length = 0;
        size = 0;
    }
}
