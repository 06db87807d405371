package dev.offspring.pool;

import java.util.Arrays;

/** Messages that a worker has written, some at a time: the reader's, and used again and again. */
final class Heard {
    private static final int MOST = 1024;
    private static final byte[] NOTHING = {};

    private final int[] kinds = new int[MOST];
    private final int[] details = new int[MOST];
    private final byte[][] bytes = new byte[MOST][];
    private int size;

    void add(int kind, int detail, byte[] message) {
        kinds[size] = kind;
        details[size] = detail;
        bytes[size] = message;
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
        return bytes[i];
    }

    Answer answer(int i, WorkerProcess worker) {
        return new Answer(kinds[i], bytes[i], worker, null);
    }

    void clear() {
        Arrays.fill(bytes, 0, size, NOTHING);
        size = 0;
    }
}
