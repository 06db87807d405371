package dev.offspring.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.util.Set;

/**
 * A process of the arena as the others see it: a slot, its lock, and an allocator of its own. It lives in this JVM, so that a
 * death costs microseconds: from its last store on it makes no more, and the kernel drops its lock.
 */
final class Mortal {
    private final FileLock alive;
    private final Session.Arena arena;

    private Mortal(FileLock alive, Session.Arena arena) {
        this.alive = alive;
        this.arena = arena;
    }

    /** In a slot that no process has. */
    static Mortal born(int slot) throws IOException {
        Session.Arena root = Session.current().arena();
        Mapping mapping = root.mapping();
        FileLock lock = mapping.channel().tryLock(SessionLayout.LOCKS + slot, 1, false);
        long row = SlotLayout.offset(slot);
        int epoch = mapping.getInt(row + SlotLayout.EPOCH) + 1;
        mapping.setInt(row + SlotLayout.EPOCH, epoch);
        mapping.setInt(row + SlotLayout.TAKEN, 1);
        Slots slots = new Slots(mapping, slot, epoch);
        Blocks blocks = new Blocks(mapping, slot, epoch);
        Space space = root.space() == null ? null : new Space(mapping, slots);
        return new Mortal(
                lock, new Session.Arena(mapping, slots, blocks, new Reaper(mapping, blocks), root.vigil(), space));
    }

    Session.Arena arena() {
        return arena;
    }

    Blocks blocks() {
        return arena.blocks();
    }

    Mapping mapping() {
        return arena.mapping();
    }

    /** The kernel drops its lock. */
    void die() {
        try {
            alive.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has {@code work} die before its store of this number, from 1: false if it was over before.
     *
     * @param sites gets the place of that store
     */
    static boolean diesAt(long number, Set<String> sites, Runnable work) {
        long[] count = {0};
        try {
            watched(
                    () -> {
                        if (++count[0] == number) {
                            sites.add(CrashPoints.site());
                        }
                        if (count[0] >= number) { // whatever a finally block would store is not stored either
                            throw new Death();
                        }
                    },
                    work);
            return false;
        } catch (Death expected) {
            return true;
        }
    }

    /**
     * Stops {@code work} before its store of this number, lets {@code others} do theirs, and goes on; to its end, or to its
     * next store, before which it dies. False if it was over before.
     */
    static boolean stopsAt(long number, Runnable others, boolean dies, Runnable work) {
        long[] count = {0};
        try {
            watched(
                    () -> {
                        if (++count[0] == number) {
                            Runnable watcher = Step.watcher;
                            Step.watcher = null;
                            others.run();
                            Step.watcher = watcher;
                        } else if (dies && count[0] > number) {
                            throw new Death();
                        }
                    },
                    work);
        } catch (Death expected) {
            return true;
        }
        return count[0] >= number;
    }

    private static void watched(Runnable watcher, Runnable work) {
        Step.watcher = watcher;
        try {
            work.run();
        } finally {
            Step.watcher = null;
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("", null, false, false);
        }
    }
}
