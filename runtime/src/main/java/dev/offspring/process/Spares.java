package dev.offspring.process;

import dev.offspring.os.Background;
import dev.offspring.os.ControlGroup;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * JVMs of this process that have booted and wait for a target: with one of them a start is a message, and no boot.
 *
 * <pre>
 *  prestart, or a start ─► booting ─ready─► waiting ─taken─► a child
 *                             │               │       │
 *                             └───── died ────┘       └─ its class path has changed: ended
 * </pre>
 *
 * <p>A spare serves a start of the same {@link SpareKey} and no other. Whoever takes one, or finds none, has another started in the
 * background, as long as there are fewer than {@code -Doffspring.spares} says, or {@link Processes#prestart}. If there are as many,
 * of other keys, one of the key that was not used for the longest time makes room, once the new key is used again.
 *
 * <p>Spares end with this process: their standard input does.
 */
final class Spares {
    static final Spares OWN = new Spares(Background.thread("offspring-spares").factory());

    /** How many there are at most. */
    static final String PROPERTY = "offspring.spares";

    /** As long as it is nothing else. */
    static final String NAME = "spare";

    private static final int MOST_KEYS = 16;

    /** If so many are killed one after the other without a start in between, something has it in for them: memory is short, perhaps. */
    private static final int MOST_KILLED = 8;

    /** A start that a spare has just served is not to be disturbed by the next spare's boot; nor are others that follow it closely. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** But where they go on and on, those that were used are replaced all the same. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ThreadFactory threads;

    /** The keys of the last starts, the one of the last start at the end, and what there is for each. */
    private final LinkedHashMap<SpareKey, Shelf> shelves = new LinkedHashMap<>(16, 0.75F, true);

    /** Those that have become children since their kills for memory were counted. */
    private final List<Watch> begun = new ArrayList<>();

    private int most = -1;
    private int all;
    private @Nullable Thread keeper;

    /** When the last one became a child. */
    private volatile long lastTaken = System.nanoTime();

    /** {@code threads} makes the one that keeps them. */
    Spares(ThreadFactory threads) {
        this.threads = threads;
    }

    /** What there is for a key. */
    private static final class Shelf {
        final Deque<WaitingSpare> waiting = new ArrayDeque<>();
        final SpareKey key;

        /** From which that of another is made. */
        final ChildCommand command;

        /** Of the last start. */
        Target<?> target;

        int wanted;
        int killed;
        /** Whose classes this process has in another version than its spares. */
        final Set<Target<?>> strange = ConcurrentHashMap.newKeySet();

        boolean failed;
        boolean forgotten;

        Shelf(SpareKey key, ChildCommand command) {
            this.key = key;
            this.command = command;
            this.target = command.target();
        }
    }

    /** From now on so many are kept, at first for starts like this one; those that are too many end. */
    synchronized void keep(int count, ChildCommand like) {
        most = count;
        while (all > count && removeOne(null)) {
            // The next.
        }
        SpareKey key = count == 0 ? null : like.spareKey();
        if (key != null) {
            Shelf shelf = shelf(key, like);
            shelf.wanted = count;
            shelf.failed = false;
            shelf.killed = 0;
            wakeKeeper();
        }
    }

    /** This process ends: they end now, also one that is stopped, which sees no end of its standard input; and there are no more. */
    synchronized void end() {
        most = 0;
        while (removeOne(null)) {
            // The next.
        }
    }

    /** Whether there are any, or will be. */
    boolean areKept() {
        return most() > 0;
    }

    /** One that has become a child; null if there is none for such a start, or none that answers. */
    @Nullable
    WaitingSpare become(ChildCommand command, WaitingSpare.Errand errand) {
        SpareKey key = command.spareKey();
        if (key == null) {
            return null;
        }
        command.check();
        try {
            WaitingSpare spare = take(key, command);
            while (spare != null && !spare.become(errand)) {
                spare = take(key, command);
            }
            return spare;
        } finally {
            wakeKeeper(); // not before: the child is to have the other processor
        }
    }

    /** A spare that is ready for such a start; null if there is none. */
    private synchronized @Nullable WaitingSpare take(SpareKey key, ChildCommand command) {
        Shelf shelf = shelf(key, command);
        WaitingSpare taken = null;
        Iterator<WaitingSpare> each = shelf.waiting.iterator();
        while (each.hasNext() && taken == null) {
            WaitingSpare spare = each.next();
            if (spare.isReady()) {
                each.remove();
                all--;
                spare.take();
                begun.add(spare.watch());
                lastTaken = System.nanoTime();
                taken = spare;
            }
        }
        shelf.target = command.target();
        shelf.failed = false;
        shelf.killed = 0;
        shelf.wanted = most();
        return taken;
    }

    private Shelf shelf(SpareKey key, ChildCommand command) {
        Shelf shelf = shelves.get(key); // which makes it the last one used
        if (shelf == null) {
            shelf = new Shelf(key, command);
            shelves.put(key, shelf);
            forgetOldest();
            return shelf;
        }
        if (all >= most() && shelf.waiting.size() < most()) {
            boolean ignored = removeOne(key); // it was used before, and is again
        }
        return shelf;
    }

    private void forgetOldest() {
        while (shelves.size() > MOST_KEYS) {
            Map.Entry<SpareKey, Shelf> eldest = shelves.entrySet().iterator().next();
            shelves.remove(eldest.getKey());
            Shelf shelf = eldest.getValue();
            shelf.forgotten = true;
            for (WaitingSpare spare = shelf.waiting.poll(); spare != null; spare = shelf.waiting.poll()) {
                all--;
                spare.end();
            }
        }
    }

    /** Ends one of the key that was not used for the longest time, and is not that; whether there was one. */
    private boolean removeOne(@Nullable SpareKey but) {
        for (Map.Entry<SpareKey, Shelf> entry : shelves.entrySet()) {
            WaitingSpare oldest =
                    entry.getKey().equals(but) ? null : entry.getValue().waiting.poll();
            if (oldest != null) {
                all--;
                entry.getValue().wanted = 0;
                oldest.end();
                return true;
            }
        }
        return false;
    }

    /**
     * How many are kept.
     *
     * @throws IllegalArgumentException if the property says something else than a count
     */
    private synchronized int most() {
        if (most < 0) {
            most = checked(System.getProperty(PROPERTY, "0"));
        }
        return most;
    }

    static int checked(String count) {
        try {
            int spares = Integer.parseInt(count);
            if (spares >= 0) {
                return spares;
            }
        } catch (NumberFormatException e) {
            // As below.
        }
        throw new IllegalArgumentException("-D" + PROPERTY + "=" + count + " is not a number of processes, from 0 on");
    }

    // Started in the background.

    /** Does not fail: a start that was served is one. */
    private synchronized void wakeKeeper() {
        if (keeper != null && keeper.isAlive()) {
            notifyAll(); // if it is at rest, it will see by itself what there is to do
            return;
        }
        try {
            keeper = threads.newThread(this::tend);
            keeper.start();
        } catch (OutOfMemoryError e) {
            keeper = null; // there are no threads left: the next start tries again
        }
    }

    private void tend() {
        while (true) {
            try {
                TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
                tendAll();
                awaitWork();
            } catch (InterruptedException e) {
                // By a program that interrupts all threads.
            } catch (RuntimeException | Error e) { // no memory, perhaps: it is tried again after a pause
                System.getLogger("dev.offspring.process").log(Level.DEBUG, "no spare process could be started", e);
            }
        }
    }

    private void tendAll() throws InterruptedException {
        List<Watch> children = begun();
        long kills = children.isEmpty() ? ControlGroup.UNKNOWN : KillsForMemory.OWN.count();
        try {
            awaitQuiet();
            startAll();
            if (!children.isEmpty()) {
                // Who was being killed when they were counted has ended by then.
                TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
            }
        } finally {
            children.forEach(watch -> watch.beganBefore(kills));
        }
    }

    /** Until none has become a child for a while. */
    private void awaitQuiet() throws InterruptedException {
        long since = System.nanoTime();
        long now = since;
        while (now - lastTaken < PAUSE_NANOS && now - since < LONGEST_PAUSE_NANOS) {
            TimeUnit.NANOSECONDS.sleep(lastTaken + PAUSE_NANOS - now);
            now = System.nanoTime();
        }
    }

    /** Children that were spares: they have begun when they became children, and to count the kills for memory then would have been in their way. */
    private synchronized List<Watch> begun() {
        List<Watch> some = List.copyOf(begun);
        begun.clear();
        return some;
    }

    private void startAll() {
        for (Shelf shelf = next(); shelf != null; shelf = next()) {
            start(shelf);
        }
    }

    private synchronized void awaitWork() throws InterruptedException {
        while (begun.isEmpty() && next() == null) {
            wait();
        }
    }

    /** Whose next spare is to be started; null if there are enough. */
    private synchronized @Nullable Shelf next() {
        Shelf next = null;
        for (Shelf shelf : shelves.values()) {
            if (!shelf.failed && shelf.waiting.size() < shelf.wanted && all < most) {
                next = shelf; // of the last one used, if there are several
            }
        }
        return next;
    }

    private void start(Shelf shelf) {
        ChildCommand command = shelf.command.asSpare(NAME, Spare.class.getName());
        Process process = null;
        WaitingSpare spare = null;
        try {
            List<String> files = shelf.key.files();
            Target<?> target = shelf.target;
            FirstClasses first = firstClasses(shelf, target, files);
            files.addAll(first.files());
            OpenedFiles opened = OpenedFiles.of(files);
            process = command.start();
            Watch watch = new Watch(process, NAME, command.output());
            WaitingSpare made = new WaitingSpare(watch, Rehearsal.link(NAME), command, first, opened);
            spare = made;
            add(shelf, made);
            watch.beginWithoutHeir(exit -> died(shelf, made, target, exit));
            made.brief();
        } catch (RuntimeException | Error e) {
            try (command) {
                if (process != null) {
                    process.destroyForcibly();
                }
                giveUp(shelf, spare);
                if (spare != null) {
                    spare.abandon();
                }
            }
            System.getLogger("dev.offspring.process").log(Level.DEBUG, "a spare process could not be started", e);
        }
    }

    private static FirstClasses firstClasses(Shelf shelf, Target<?> target, List<String> classPath) {
        return target.isRehearsed() || shelf.strange.contains(target)
                ? FirstClasses.NONE
                : FirstClasses.of(target, classPath);
    }

    private synchronized void add(Shelf shelf, WaitingSpare spare) {
        if (all >= most || shelf.forgotten) {
            spare.end(); // it is not wanted any more
            return;
        }
        shelf.waiting.add(spare);
        all++;
    }

    private synchronized void giveUp(Shelf shelf, @Nullable WaitingSpare spare) {
        shelf.failed = true; // until somebody starts such a process, and is told what is wrong
        if (spare != null && shelf.waiting.remove(spare)) {
            all--;
        }
    }

    private void died(Shelf shelf, WaitingSpare spare, Target<?> target, Watch.Exit exit) {
        try {
            forget(shelf, spare, target, exit);
        } finally {
            spare.ended();
        }
    }

    private synchronized void forget(Shelf shelf, WaitingSpare spare, Target<?> target, Watch.Exit exit) {
        if (!shelf.waiting.remove(spare)) {
            return; // it is somebody's, or was not wanted any more
        }
        all--;
        boolean ignored = KillsForMemory.OWN.explains(exit); // and no other's death then
        boolean strange = exit.status() == Spare.STATUS_STRANGERS && shelf.strange.add(target);
        boolean refused = exit.status() <= Signals.STATUS_BASE && !strange;
        shelf.killed += refused || strange ? 0 : 1;
        shelf.failed = refused || shelf.killed >= MOST_KILLED; // it will not be otherwise with the next
        wakeKeeper();
    }
}
