package dev.offspring.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the threads of a process wait for, and a flight recorder of what they did last, readable by every process of the
 * session, also when this one is dead. Only what takes long or is rare is written down: a lock that is free costs nothing.
 *
 * <p>Any thread may write. The first {@value JournalLayout#WAITS} waiting threads are seen; more go unseen.
 */
public final class Journal {
    /** What a process writes down. */
    public enum What {
        /** The process mapped the shared memory. */
        ATTACHED(1),
        /** A thread begins to sleep until it gets something. */
        WAITS(2),
        /** It has got it. */
        GOT(3),
        /** It has given up: time-out, interrupt, or the thing was closed. */
        GAVE_UP(4),
        /** It was told that the owner of a lock has died. */
        OWNER_DIED(5),
        /** It has taken the lock over from a dead owner. */
        RECOVERED(6),
        /** It has taken a lock from its owner. */
        BROKE(7),
        /** It has ended a barrier's round as broken. */
        BROKE_BARRIER(8),
        /** It has taken back what a dead process held; the block is that process's slot. */
        REAPED(9),
        /** There was no room in the arena. */
        ARENA_FULL(10);

        /** As it stands in shared memory; 0 is an entry that is none. */
        private final int code;

        What(int code) {
            this.code = code;
        }

        private static Optional<What> of(int code) {
            return Arrays.stream(values()).filter(what -> what.code == code).findFirst();
        }
    }

    /** A thread that waits. */
    public record Wait(long block, int kind, long thread, long sinceMillis) {}

    /** Something that happened. */
    public record Entry(What what, long block, int kind, long thread, long millis) {}

    private static final int NONE = -1;

    private final Mapping mapping;
    private final long page;
    private final AtomicIntegerArray taken = new AtomicIntegerArray(JournalLayout.WAITS);
    private final AtomicInteger events = new AtomicInteger();

    Journal(Mapping mapping, int slot) {
        this.mapping = mapping;
        this.page = JournalLayout.offset(slot);
    }

    /** Begins anew in a slot that another process has had. */
    void begin() {
        mapping.bytes().asSlice(page, JournalLayout.BYTES).fill((byte) 0);
        note(What.ATTACHED, 0, 0);
    }

    /** The current thread is about to sleep for this block; the number is for {@link #waited}. */
    public int waits(Handle block) {
        note(What.WAITS, block.offset(), block.kind());
        for (int i = 0; i < JournalLayout.WAITS; i++) {
            if (taken.get(i) == 0 && taken.compareAndSet(i, 0, 1)) {
                long entry = waitEntry(page, i);
                mapping.bytes().set(Mapping.PLAIN_INT, entry + JournalLayout.WAIT_KIND, block.kind());
                setPlain(
                        entry + JournalLayout.WAIT_THREAD,
                        Thread.currentThread().threadId());
                setPlain(entry + JournalLayout.WAIT_SINCE, System.currentTimeMillis());
                Mapping.LONG.setVolatile(mapping.bytes(), entry + JournalLayout.WAIT_BLOCK, block.offset());
                return i;
            }
        }
        return NONE;
    }

    /** The current thread waits no more. */
    public void waited(int number, Handle block, boolean got) {
        note(got ? What.GOT : What.GAVE_UP, block.offset(), block.kind());
        if (number != NONE) {
            Mapping.LONG.setVolatile(mapping.bytes(), waitEntry(page, number) + JournalLayout.WAIT_BLOCK, 0L);
            taken.set(number, 0);
        }
    }

    /** Writes down what happened. */
    public void note(What what, long block, int kind) {
        int number = Math.floorMod(events.getAndIncrement(), JournalLayout.EVENT_COUNT);
        long entry = eventEntry(page, number);
        Mapping.INT.setVolatile(mapping.bytes(), entry + JournalLayout.EVENT_WHAT, 0);
        mapping.bytes().set(Mapping.PLAIN_INT, entry + JournalLayout.EVENT_KIND, kind);
        setPlain(entry + JournalLayout.EVENT_BLOCK, block);
        setPlain(entry + JournalLayout.EVENT_THREAD, Thread.currentThread().threadId());
        setPlain(entry + JournalLayout.EVENT_TIME, System.currentTimeMillis());
        Mapping.INT.setVolatile(mapping.bytes(), entry + JournalLayout.EVENT_WHAT, what.code);
    }

    private void setPlain(long offset, long value) {
        mapping.bytes().set(Mapping.PLAIN_LONG, offset, value);
    }

    /** What the process that has a slot, or had it last, did last; oldest first. */
    public List<Entry> eventsOf(int slot) {
        return events(mapping, slot);
    }

    /** What the process of a slot waits for. */
    static List<Wait> waits(Mapping mapping, int slot) {
        List<Wait> waits = new ArrayList<>();
        for (int i = 0; i < JournalLayout.WAITS; i++) {
            long entry = waitEntry(JournalLayout.offset(slot), i);
            long block = mapping.getLong(entry + JournalLayout.WAIT_BLOCK);
            Wait wait = new Wait(
                    block,
                    mapping.getInt(entry + JournalLayout.WAIT_KIND),
                    mapping.getLong(entry + JournalLayout.WAIT_THREAD),
                    mapping.getLong(entry + JournalLayout.WAIT_SINCE));
            // A wait that ended while we read it is none.
            if (block != 0 && mapping.getLong(entry + JournalLayout.WAIT_BLOCK) == block) {
                waits.add(wait);
            }
        }
        return waits;
    }

    /** What the process of a slot did last, oldest first. */
    static List<Entry> events(Mapping mapping, int slot) {
        List<Entry> events = new ArrayList<>();
        for (int i = 0; i < JournalLayout.EVENT_COUNT; i++) {
            long entry = eventEntry(JournalLayout.offset(slot), i);
            What.of(mapping.getInt(entry + JournalLayout.EVENT_WHAT))
                    .ifPresent(what -> events.add(new Entry(
                            what,
                            mapping.getLong(entry + JournalLayout.EVENT_BLOCK),
                            mapping.getInt(entry + JournalLayout.EVENT_KIND),
                            mapping.getLong(entry + JournalLayout.EVENT_THREAD),
                            mapping.getLong(entry + JournalLayout.EVENT_TIME))));
        }
        events.sort(Comparator.comparingLong(Entry::millis));
        return events;
    }

    private static long waitEntry(long page, int number) {
        return page + number * JournalLayout.ENTRY_BYTES;
    }

    private static long eventEntry(long page, int number) {
        return page + JournalLayout.EVENTS + number * JournalLayout.ENTRY_BYTES;
    }
}
