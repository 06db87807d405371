package dev.offspring.memory;

import dev.offspring.error.SessionException;
import dev.offspring.os.StartTime;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileLock;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The table of the processes that map the arena. A process lives as long as the kernel holds its row's lock byte. */
final class Slots {
    private final MemorySegment bytes;
    private final SessionFile file;

    @SuppressWarnings("unused") // holding it is the point: the kernel drops the lock with the process
    private @Nullable FileLock own;

    Slots(MemorySegment bytes, SessionFile file) {
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * A row for this process: a free one, or one of a dead process whose unfinished work could be recovered.
     *
     * @param recover finishes or undoes, as the given slot, what its dead process had begun; false if that has to wait
     */
    int claim(IntPredicate recover) {
        for (int slot = 0; slot < SessionLayout.SESSION_SLOT; slot++) {
            FileLock lock = file.tryLock(SlotLayout.row(slot));
            if (lock == null) {
                continue;
            }
            if (Words.getInt(bytes, row(slot, SlotLayout.STATE)) == SlotLayout.USED && !recover.test(slot)) {
                SessionFile.unlock(lock);
                continue;
            }
            long pid = ProcessHandle.current().pid();
            Words.addInt(bytes, row(slot, SlotLayout.EPOCH), 1);
            Words.setLong(bytes, row(slot, SlotLayout.PID), pid);
            Words.setLong(bytes, row(slot, SlotLayout.START_TIME), StartTime.of(pid));
            Words.setInt(bytes, row(slot, SlotLayout.STATE), SlotLayout.USED);
            own = lock;
            return slot;
        }
        throw new SessionException("all " + SessionLayout.SESSION_SLOT
                + " slots are taken: so many processes of this session use shared memory at the same time");
    }

    /** Recovers every row whose process is dead, and frees it. Rows that must wait are left for the next time. */
    void recoverDead(IntPredicate recover) {
        for (int slot = 0; slot < SessionLayout.SLOT_COUNT; slot++) {
            if (Words.getInt(bytes, row(slot, SlotLayout.STATE)) == SlotLayout.USED) {
                whileDead(slot, recover);
            }
        }
    }

    /** Runs {@code action} while the lock of a dead process is held, so that nobody else recovers or takes its row. */
    private void whileDead(int slot, IntPredicate action) {
        FileLock lock = file.tryLock(SlotLayout.row(slot));
        if (lock != null) {
            try {
                if (Words.getInt(bytes, row(slot, SlotLayout.STATE)) == SlotLayout.USED && action.test(slot)) {
                    Words.setInt(bytes, row(slot, SlotLayout.STATE), SlotLayout.FREE);
                }
            } finally {
                SessionFile.unlock(lock);
            }
        }
    }

    /**
     * Whether the process that had this slot in this epoch is gone. While another looks or recovers, a dead one may
     * seem alive for a moment; a living one never seems dead.
     */
    boolean isDead(int slot, int epoch) {
        if (epoch(slot) != epoch || Words.getInt(bytes, row(slot, SlotLayout.STATE)) != SlotLayout.USED) {
            return true;
        }
        FileLock lock = file.tryLock(SlotLayout.row(slot));
        if (lock == null) {
            return false;
        }
        SessionFile.unlock(lock);
        return true;
    }

    int epoch(int slot) {
        return Words.getInt(bytes, row(slot, SlotLayout.EPOCH));
    }

    long pid(int slot) {
        return Words.getLong(bytes, row(slot, SlotLayout.PID));
    }

    long intent(int slot) {
        return Words.getLong(bytes, row(slot, SlotLayout.INTENT));
    }

    void intend(int slot, long block) {
        Words.setLong(bytes, row(slot, SlotLayout.INTENT), block);
    }

    /** Clears the intent of {@code slot} if its process is dead and it is about {@code block}. */
    boolean clearIntentOfDead(int slot, long block) {
        boolean[] cleared = {false};
        whileDead(slot, dead -> {
            if (intent(dead) == block) {
                intend(dead, 0);
                cleared[0] = true;
            }
            return false;
        });
        return cleared[0];
    }

    private static long row(int slot, long field) {
        return SlotLayout.row(slot) + field;
    }
}
