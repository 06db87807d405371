package dev.offspring.memory;

import dev.offspring.error.SessionException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at a session: its processes, blocks, and what the processes say of themselves. From inside, or from a process that
 * does not belong to it; it changes nothing. What it sees is each a moment of its own: nothing stands still for it.
 */
public final class SessionView implements AutoCloseable {
    private final Mapping mapping;
    private final @Nullable Slots slots;

    private SessionView(Mapping mapping, @Nullable Slots slots) {
        this.mapping = mapping;
        this.slots = slots;
    }

    /** A row of the table of processes. */
    public record Row(int slot, int epoch, long pid, boolean lives) {}

    /** A block that is alive; {@code guard} is the first word of its lock. */
    public record LiveBlock(long offset, int kind, long bytes, long guard) {}

    /** The session of this process. */
    public static SessionView current() {
        Session.Arena arena = Session.current().arena();
        return new SessionView(arena.mapping(), arena.slots());
    }

    /**
     * The session whose file is at {@code path}.
     *
     * @throws SessionException if there is none, or it is another user's
     */
    public static SessionView open(String path) {
        return new SessionView(Mapping.inspect(path), null);
    }

    /** The processes that map the shared memory, and those that did and died since anybody looked. */
    public List<Row> processes() {
        List<Row> rows = new ArrayList<>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            long row = SlotLayout.offset(slot);
            if (mapping.getInt(row + SlotLayout.TAKEN) != 0) {
                int epoch = mapping.getInt(row + SlotLayout.EPOCH);
                rows.add(new Row(slot, epoch, mapping.getLong(row + SlotLayout.PID), lives(slot, epoch)));
            }
        }
        return rows;
    }

    private boolean lives(int slot, int epoch) {
        if (slots != null) {
            return !slots.isDead(slot, epoch);
        }
        try (FileLock free = mapping.channel().tryLock(SessionLayout.LOCKS + slot, 1, true)) {
            return free == null;
        } catch (OverlappingFileLockException | IOException e) {
            return true;
        }
    }

    /** All blocks that are alive. */
    public List<LiveBlock> blocks() {
        List<LiveBlock> blocks = new ArrayList<>();
        long end = Math.min(mapping.getLong(SessionLayout.BUMP), mapping.size());
        long block = SessionLayout.BLOCKS;
        while (block < end) {
            long word = mapping.getLong(block);
            if (BlockLayout.state(word) == BlockLayout.LIVE) {
                blocks.add(new LiveBlock(
                        block,
                        mapping.getInt(block + BlockLayout.KIND),
                        mapping.getLong(block + BlockLayout.PAYLOAD_BYTES),
                        mapping.getLong(block + BlockLayout.GUARD)));
            }
            block += SizeClasses.size(BlockLayout.sizeClass(word));
        }
        return blocks;
    }

    /** How many bytes have been handed out at least once. */
    public long usedBytes() {
        return mapping.getLong(SessionLayout.BUMP) - SessionLayout.BLOCKS;
    }

    /** What the threads of a slot's process wait for. */
    public List<Journal.Wait> waits(int slot) {
        return Journal.waits(mapping, slot);
    }

    /** What a slot's process did last, oldest first; it may be dead. */
    public List<Journal.Entry> events(int slot) {
        return Journal.events(mapping, slot);
    }

    @Override
    public void close() {
        if (slots == null) { // not this process's own session, which stays mapped
            try {
                mapping.close();
            } catch (IOException e) {
                throw new SessionException("the session file cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
