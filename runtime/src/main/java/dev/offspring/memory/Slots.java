package dev.offspring.memory;

import dev.offspring.error.SessionException;
import dev.offspring.os.StartTime;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The table of processes that map the arena, and whether they live.
 *
 * <p>The truth is a lock of the kernel's on one byte per slot: it is dropped when its process is gone, however that ended,
 * also while the process is a zombie. A process that is stopped lives.
 */
public final class Slots {
    /** How many processes can map the arena at once. */
    public static final int COUNT = SessionLayout.SLOT_COUNT;

    /** Nobody knows any more which process it was. */
    public static final long UNKNOWN_PID = -1;

    /** How long whoever reaps waits for others who ask: to ask takes microseconds, to reap longer. */
    private static final int LOOKS = 10;

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Mapping mapping;
    private final int own;
    private final int ownEpoch;
    private final Journal journal;

    /** Of a process that has this slot. */
    Slots(Mapping mapping, int own, int ownEpoch) {
        this.mapping = mapping;
        this.own = own;
        this.ownEpoch = ownEpoch;
        this.journal = new Journal(mapping, own);
    }

    /**
     * Takes a slot for this process; it keeps it to its end. What a dead process has left in it is repaired first. Slots are
     * given in turn: that of a dead process still tells who it was when others find that it is dead.
     *
     * @throws SessionException if all are taken by living processes
     */
    static Slots take(Mapping mapping) {
        try {
            int first = mapping.getInt(SessionLayout.NEXT_SLOT);
            for (int i = 0; i < SessionLayout.SLOT_COUNT; i++) {
                int slot = Math.floorMod(first + i, SessionLayout.SLOT_COUNT);
                FileLock lock = tryLock(mapping, slot);
                Slots taken = null;
                try {
                    taken = lock == null ? null : taken(mapping, slot);
                } finally {
                    if (lock != null && taken == null) {
                        lock.release(); // a stopped process is at the same block: another slot will do
                    }
                }
                if (taken != null) {
                    mapping.setInt(SessionLayout.NEXT_SLOT, slot + 1);
                    return taken;
                }
            }
        } catch (IOException e) {
            throw new SessionException("the session file cannot be locked: " + e.getMessage(), e);
        }
        throw new SessionException(
                "all " + SessionLayout.SLOT_COUNT + " slots of the session are taken by living processes:"
                        + " end some, or have fewer of them use shared memory");
    }

    private static @Nullable Slots taken(Mapping mapping, int slot) {
        long row = SlotLayout.offset(slot);
        int epoch = mapping.getInt(row + SlotLayout.EPOCH) + 1;
        Slots slots = new Slots(mapping, slot, epoch);
        if (mapping.getInt(row + SlotLayout.TAKEN) != 0
                && !new Reaper(mapping, new Blocks(mapping, slot, epoch)).repair(slot, slots)) {
            return null;
        }
        long pid = ProcessHandle.current().pid();
        mapping.setInt(row + SlotLayout.EPOCH, epoch);
        mapping.setLong(row + SlotLayout.PID, pid);
        mapping.setLong(row + SlotLayout.START, StartTime.of(pid));
        slots.journal.begin();
        mapping.setInt(row + SlotLayout.BELL, 0);
        mapping.setInt(row + SlotLayout.TAKEN, 1);
        return slots;
    }

    /** At which descriptor the process of a slot wants to be told of those that come; −1 if it does not. */
    int bell(int slot) {
        return mapping.getInt(SlotLayout.offset(slot) + SlotLayout.BELL) - 1;
    }

    /** When the process that has a slot, or had it, began. */
    long start(int slot) {
        return mapping.getLong(SlotLayout.offset(slot) + SlotLayout.START);
    }

    /** The slot of this process. */
    public int own() {
        return own;
    }

    /** Where this process writes down what it waits for and what it did. */
    public Journal journal() {
        return journal;
    }

    /** Its epoch: told from all that have had the slot before. */
    public int ownEpoch() {
        return ownEpoch;
    }

    /** Whether the process that had this slot in this epoch is gone for certain. */
    public boolean isDead(int slot, int epoch) {
        if (slot == own) {
            return epoch != ownEpoch;
        }
        long row = SlotLayout.offset(slot);
        if (mapping.getInt(row + SlotLayout.EPOCH) != epoch || mapping.getInt(row + SlotLayout.KNOWN_DEAD) == epoch) {
            return true;
        }
        return isGone(slot, epoch, row);
    }

    /** Asks the kernel. Two threads of one process that asked at once would take each other for the living owner. */
    private synchronized boolean isGone(int slot, int epoch, long row) {
        try (Exclusive gone = exclusive(slot)) {
            boolean dead = gone != null && mapping.getInt(row + SlotLayout.EPOCH) == epoch;
            if (dead && epoch != 0) {
                mapping.setInt(row + SlotLayout.KNOWN_DEAD, epoch);
            }
            return gone != null;
        }
    }

    /** Which process has the slot now, or had it last. */
    public int epoch(int slot) {
        return mapping.getInt(SlotLayout.offset(slot) + SlotLayout.EPOCH);
    }

    /** The process id in a slot, for messages. */
    public long pid(int slot) {
        return mapping.getLong(SlotLayout.offset(slot) + SlotLayout.PID);
    }

    /** The process id of the process that has this slot in this epoch, or had it; −1 if another has had it since. */
    public long pid(int slot, int epoch) {
        long pid = pid(slot); // before the epoch, which is written first
        return epoch(slot) == epoch ? pid : UNKNOWN_PID;
    }

    boolean isTaken(int slot) {
        return mapping.getInt(SlotLayout.offset(slot) + SlotLayout.TAKEN) != 0;
    }

    /** The slot of a dead process, for this thread alone until closed; null if its process lives, or is being reaped. */
    @Nullable
    synchronized Exclusive exclusive(int slot) {
        try {
            FileLock lock = slot == own ? null : tryLock(mapping, slot);
            return lock == null ? null : new Exclusive(lock);
        } catch (IOException e) {
            throw new SessionException("the session file cannot be locked: " + e.getMessage(), e);
        }
    }

    /** As {@link #exclusive}, but of a process that is known to be dead also if another is just asking the kernel about it. */
    @Nullable
    Exclusive exclusiveForReaping(int slot) {
        Exclusive dead = exclusive(slot);
        for (int i = 0; dead == null && i < LOOKS && isKnownDead(slot); i++) {
            LockSupport.parkNanos(LOOK_NANOS);
            dead = exclusive(slot);
        }
        return dead;
    }

    private boolean isKnownDead(int slot) {
        long row = SlotLayout.offset(slot);
        return slot != own && mapping.getInt(row + SlotLayout.KNOWN_DEAD) == mapping.getInt(row + SlotLayout.EPOCH);
    }

    private static @Nullable FileLock tryLock(Mapping mapping, int slot) throws IOException {
        try {
            return mapping.channel().tryLock(SessionLayout.LOCKS + slot, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it at the moment
        }
    }

    /** A dead process's lock in our hands. If we die, the kernel drops it too. */
    record Exclusive(FileLock lock) implements AutoCloseable {
        @Override
        public void close() {
            try {
                lock.release();
            } catch (IOException e) {
                throw new SessionException("the session file cannot be unlocked: " + e.getMessage(), e);
            }
        }
    }
}
