package dev.offspring.memory;

import dev.offspring.os.Background;
import dev.offspring.os.DeathWatch;
import dev.offspring.os.Futex;
import dev.offspring.os.FutexOfMany;
import dev.offspring.os.StartTime;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells those of this process who have slept for long of every death in the session, the moment it happens; so they need not
 * wake up again and again to ask.
 *
 * <p>One thread waits for the deaths of all processes in the table of slots, each watched directly: no stopped or dead process
 * stands between a death and whoever must know of it. A process that comes rings all who watch, before it can have anything
 * of which they would have to know; its slot is taken first, then it reads who watches, and a watcher says that it watches
 * first and then reads the slots: so of the two at least one sees the other.
 *
 * <p>It begins when a thread of this process has slept for some slices, and is kept to the end. Where the system cannot do it,
 * a process cannot be watched, or some process cannot ring or wake, it is not kept, and all go on to ask.
 */
public final class Vigil {
    /** How often to ask the kernel whether a process is gone that has just ended; others may ask at the same moment. */
    private static final int LOOKS = 200;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static volatile @Nullable Vigil current;

    private final Mapping mapping;
    private final Slots slots;
    private final MemorySegment bell = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    private final Set<Thread> told = ConcurrentHashMap.newKeySet();
    private final int[] epochs = new int[SessionLayout.SLOT_COUNT];
    private final long[] pid = new long[SessionLayout.SLOT_COUNT];
    private final BitSet vacant = new BitSet();
    private final BitSet unwatched = new BitSet();
    private final Set<Long> pids = ConcurrentHashMap.newKeySet();
    private boolean begun;
    private volatile boolean complete;
    private volatile boolean over;

    Vigil(Mapping mapping, Slots slots) {
        this.mapping = mapping;
        this.slots = slots;
    }

    /**
     * Whether this thread will be {@linkplain LockSupport#unpark unparked} when that process ends, from now on; if it has not
     * ended before. For the runtime's own packages.
     */
    public static boolean unparksAtDeathOf(long pid) {
        Vigil vigil = current;
        if (vigil == null || !vigil.complete) {
            return false;
        }
        vigil.told.add(Thread.currentThread());
        return vigil.pids.contains(pid);
    }

    /** Whether it is kept: begins it if that has not been tried. */
    boolean isKept() {
        begin();
        return complete && FutexOfMany.isAvailable() && mapping.getInt(SessionLayout.UNTOLD) == 0;
    }

    /** What is rung: sleep while it is as it was before the last look. */
    MemorySegment bell() {
        return bell;
    }

    int rings() {
        return (int) Mapping.INT.getVolatile(bell, 0L);
    }

    /** This process cannot wake those who sleep in a futex, or be sure that all know that it has come: nobody may rely on it. */
    void distrust() {
        if (mapping.getInt(SessionLayout.UNTOLD) == 0) {
            mapping.setInt(SessionLayout.UNTOLD, 1);
        }
    }

    /** This process has come: all who watch are to watch it too. */
    void announce() {
        for (int slot = 0; slot < SessionLayout.SLOT_COUNT; slot++) {
            int rung = slots.bell(slot);
            if (rung >= 0 && slot != slots.own() && slots.isTaken(slot)) {
                announceTo(slot, slots.epoch(slot), rung);
            }
        }
    }

    /** Only if it lives: its number may be another process's by now, and what has this descriptor there is none of ours. */
    private void announceTo(int slot, int epoch, int rung) {
        boolean told = slots.isDead(slot, epoch) || DeathWatch.ring(slots.pid(slot), rung);
        if (!told && !slots.isDead(slot, epoch)) {
            distrust();
        }
    }

    private synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        Optional<DeathWatch> opened = FutexOfMany.isAvailable() ? DeathWatch.open() : Optional.empty();
        if (opened.isPresent()) {
            DeathWatch watch = opened.get();
            mapping.setInt(SlotLayout.offset(slots.own()) + SlotLayout.BELL, watch.bell() + 1);
            current = this;
            if (look(watch)) {
                // This thread has asked before one of them died: it asks once more before it sleeps.
                ring();
            }
            Background.thread("offspring-vigil").start(() -> keep(watch));
            endWithThisProcess(watch);
        }
    }

    /** A JVM that ends waits for threads that are in native code. */
    private void endWithThisProcess(DeathWatch watch) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                over = true;
                DeathWatch.ring(ProcessHandle.current().pid(), watch.bell());
            }));
        } catch (IllegalStateException ending) {
            // It ends already.
        }
    }

    private void keep(DeathWatch watch) {
        try {
            while (!over) {
                var ended = watch.await();
                for (int slot : ended) {
                    died(watch, slot);
                }
                if (look(watch) || !ended.isEmpty()) {
                    ring();
                }
            }
        } catch (IOException e) {
            complete = false;
            ring();
        }
    }

    /** All of this process who have slept for long look again. */
    void ring() {
        Mapping.INT.getAndAdd(bell, 0L, 1);
        Futex.wake(bell, Integer.MAX_VALUE);
        told.forEach(LockSupport::unpark);
    }

    private void died(DeathWatch watch, int slot) {
        watch.forget(slot);
        pids.remove(pid[slot]);
        for (int i = 0; i < LOOKS && !slots.isDead(slot, epochs[slot]); i++) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Watches those who have come; true if one of them is gone already. */
    private boolean look(DeathWatch watch) {
        boolean missed = false;
        for (int slot = 0; slot < SessionLayout.SLOT_COUNT; slot++) {
            int epoch = slots.epoch(slot);
            if (slot != slots.own() && (epoch != epochs[slot] || vacant.get(slot) || unwatched.get(slot))) {
                missed |= meet(watch, slot, epoch);
            }
        }
        complete = unwatched.isEmpty();
        return missed;
    }

    private boolean meet(DeathWatch watch, int slot, int epoch) {
        boolean isNews = epoch != epochs[slot];
        epochs[slot] = epoch;
        boolean taken = slots.isTaken(slot);
        vacant.set(slot, !taken); // it will be taken in a moment, or its process was here and has been reaped
        unwatched.clear(slot);
        if (!taken) {
            watch.forget(slot);
            return isNews;
        }
        long pid = slots.pid(slot);
        boolean watched = watch.watch(slot, pid) && StartTime.of(pid) == slots.start(slot);
        if (slots.isDead(slot, epoch)) {
            watch.forget(slot);
            return true;
        }
        // It lives after it could be watched: so it is the one that is watched.
        unwatched.set(slot, !watched);
        this.pid[slot] = pid;
        pids.add(pid);
        return false;
    }
}
