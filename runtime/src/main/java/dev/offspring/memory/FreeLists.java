package dev.offspring.memory;

import static dev.offspring.memory.SessionLayout.offsetOf;
import static dev.offspring.memory.SessionLayout.tagOf;
import static dev.offspring.memory.SessionLayout.tagged;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A lock-free stack of free blocks for each size class. A tag that counts changes keeps a late CAS from succeeding. */
final class FreeLists {
    private static final int SNAPSHOT_TRIES = 8;

    private final MemorySegment bytes;

    FreeLists(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** The first block and tag; its offset is zero if there is none. */
    long head(int sizeClass) {
        return Words.getLong(bytes, SessionLayout.freeList(sizeClass));
    }

    /** Takes the block at {@code head} off, unless the list has changed since. */
    boolean pop(int sizeClass, long head) {
        // If the block is no longer free this is garbage, but then the tag has changed too.
        long next = Words.getLong(bytes, offsetOf(head) + BlockLayout.NEXT);
        return replace(sizeClass, head, next);
    }

    void push(int sizeClass, long block) {
        long head;
        do {
            head = head(sizeClass);
            Words.setLong(bytes, block + BlockLayout.NEXT, offsetOf(head));
        } while (!replace(sizeClass, head, block));
    }

    private boolean replace(int sizeClass, long head, long first) {
        return Words.compareAndSetLong(bytes, SessionLayout.freeList(sizeClass), head, tagged(first, tagOf(head) + 1));
    }

    /** Whether the list holds the block; empty if it never stood still for long enough to tell. */
    Optional<Boolean> contains(int sizeClass, long block) {
        for (int i = 0; i < SNAPSHOT_TRIES; i++) {
            long head = head(sizeClass);
            long at = offsetOf(head);
            while (at != 0 && at != block && head == head(sizeClass)) {
                at = Words.getLong(bytes, at + BlockLayout.NEXT);
            }
            if (head == head(sizeClass)) {
                return Optional.of(at == block);
            }
        }
        return Optional.empty();
    }
}
