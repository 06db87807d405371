package dev.offspring.shared;

import static java.lang.foreign.ValueLayout.JAVA_CHAR;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** The operations on one {@code char} of a segment; atomic, between processes too. */
final class CharWords {
    private static final VarHandle WORD = JAVA_CHAR.varHandle();

    private CharWords() {}

    static char get(MemorySegment memory, long offset) {
        return (char) WORD.getVolatile(memory, offset);
    }

    static char getPlain(MemorySegment memory, long offset) {
        return (char) WORD.get(memory, offset);
    }

    static char getAcquire(MemorySegment memory, long offset) {
        return (char) WORD.getAcquire(memory, offset);
    }

    static void set(MemorySegment memory, long offset, char value) {
        WORD.setVolatile(memory, offset, value);
    }

    static void setPlain(MemorySegment memory, long offset, char value) {
        WORD.set(memory, offset, value);
    }

    static void setRelease(MemorySegment memory, long offset, char value) {
        WORD.setRelease(memory, offset, value);
    }

    static char compareAndExchange(MemorySegment memory, long offset, char expected, char value) {
        return (char) Narrow.exchange(memory, offset, Character.BYTES, expected, value);
    }

    static boolean compareAndSet(MemorySegment memory, long offset, char expected, char value) {
        return compareAndExchange(memory, offset, expected, value) == expected;
    }

    static char getAndSet(MemorySegment memory, long offset, char value) {
        char before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, value));
        return before;
    }

    static char getAndAdd(MemorySegment memory, long offset, int delta) {
        char before;
        do {
            before = get(memory, offset);
        } while (!compareAndSet(memory, offset, before, (char) (before + delta)));
        return before;
    }

    static char addAndGet(MemorySegment memory, long offset, int delta) {
        return (char) (getAndAdd(memory, offset, delta) + delta);
    }
}
