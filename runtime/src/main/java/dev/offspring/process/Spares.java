package dev.offspring.process;

import dev.offspring.cache.FileMarks;
import dev.offspring.error.StartException;
import dev.offspring.os.Background;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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
    static final Spares OWN = new Spares();

    /** How many there are at most. */
    static final String PROPERTY = "offspring.spares";

    /** As long as it is nothing else. */
    static final String NAME = "spare";

    private static final int MOST_KEYS = 16;

    /** If so many are killed one after the other without a start in between, something has it in for them: memory is short, perhaps. */
    private static final int MOST_KILLED = 8;

    /** A start that has just been made is not to be disturbed by the next spare's boot. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What a spare may take from the message to its answer: much more is one that was stopped. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** The keys of the last starts, the one of the last start at the end, and what there is for each. */
    private final LinkedHashMap<SpareKey, Shelf> shelves = new LinkedHashMap<>(16, 0.75F, true);

    private int most = -1;
    private int all;
    private @Nullable Thread keeper;

    private Spares() {}

    /** What there is for a key. */
    private static final class Shelf {
        final Deque<Waiting> waiting = new ArrayDeque<>();
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

    /** A JVM that waits, or boots yet. It has opened the link of the child that it is to be. */
    private record Waiting(
            Process process,
            ParentLink link,
            List<String> files,
            List<String> stamps,
            ChildCommand command,
            Target<?> target,
            AtomicBoolean roused,
            AtomicBoolean taken) {
        boolean isReady() {
            return process.isAlive() && link.state() == LinkLayout.INDEPENDENT;
        }

        /** It is not needed any more. Its link is closed when it has ended: some systems delete no file that is open. */
        void end() {
            process.destroyForcibly();
        }
    }

    /** What a child is to do. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    record Errand(String main, String name, long fingerprint, byte[] arguments, BootOf boot) {}

    /** What a child of this process id is told. */
    interface BootOf {
        Boot of(ParentLink link, long pid);
    }

    /** A child that has begun. */
    record Begun(Process process, ParentLink link) {}

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

    /** Whether there are any, or will be. */
    boolean areKept() {
        return most() > 0;
    }

    /**
     * A start begins: the spare that will serve it if it is like the last one is roused, for a processor that idles takes longer to wake than
     * the start to be prepared.
     */
    synchronized void rouse() {
        Map.Entry<SpareKey, Shelf> last = shelves.lastEntry();
        Waiting next = last == null ? null : last.getValue().waiting.peek();
        if (next != null && next.isReady() && next.roused().compareAndSet(false, true)) {
            tell(next.process(), ""); // here, so that nobody has told it more
        }
    }

    /** Has a spare become a child; null if there is none for such a start, or none that answers. */
    @Nullable
    Begun become(ChildCommand command, Errand errand) {
        SpareKey key = command.spareKey();
        if (key == null) {
            return null;
        }
        command.check();
        FileMarks marks = command.marks();
        Waiting spare = take(key, command);
        while (spare != null) {
            if (hasTaken(spare, errand, marks)) {
                return new Begun(spare.process(), spare.link());
            }
            spare = take(key, command);
            marks = new FileMarks(); // seconds may have passed
        }
        return null;
    }

    /** Whether it has read its link; if it has not, it is gone. */
    private static boolean hasTaken(Waiting spare, Errand errand, FileMarks marks) {
        boolean taken = false;
        try {
            spare.link().write(errand.name() + " " + errand.main(), errand.fingerprint(), errand.arguments());
            boolean woken = wake(spare, errand);
            if (woken && !spare.stamps().equals(SpareKey.stamps(spare.files(), marks))) {
                return false; // and without its main class it does nothing
            }
            taken = woken
                    && tell(spare, errand)
                    && answers(spare)
                    && spare.link().state() != LinkLayout.NEW;
            if (!taken) {
                spare.process().destroyForcibly();
                awaitEnd(spare.process()); // it may do all of its work yet before it is killed
                taken = spare.link().state() != LinkLayout.NEW;
            }
            return taken;
        } finally {
            if (!taken) {
                spare.end();
                var _ = spare.process().onExit().thenRun(spare.link()::close);
            }
        }
    }

    /** It adopts its role, and meanwhile its parent looks whether it has the classes of today: it asks for none before it knows its main class. */
    private static boolean wake(Waiting spare, Errand errand) {
        Process process = spare.process();
        try {
            errand.boot().of(spare.link(), process.pid()).send(process.getOutputStream());
            return true;
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private static boolean tell(Waiting spare, Errand errand) {
        try {
            Boot.sendWord(spare.process().getOutputStream(), errand.main());
            return true;
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    // No spinning: on two threads of one core it would take from the spare what it needs now.
    private static boolean answers(Waiting spare) {
        return isSoon(
                () -> spare.link().state() != LinkLayout.NEW || !spare.process().isAlive(), ANSWER_NANOS);
    }

    /** Whether it is so within that time. An interrupt is kept for later. */
    private static boolean isSoon(BooleanSupplier so, long nanos) {
        long since = System.nanoTime();
        boolean interrupted = false;
        try {
            while (!so.getAsBoolean()) {
                if (System.nanoTime() - since > nanos) {
                    return false;
                }
                LockSupport.parkNanos(LOOK_NANOS);
                interrupted |= Thread.interrupted(); // else it would not park any more
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void awaitEnd(Process killed) {
        if (!isSoon(() -> !killed.isAlive(), END_NANOS)) {
            throw new StartException("a spare process, pid " + killed.pid()
                    + ", was killed and has not ended: is it waiting for a file system? Start again");
        }
    }

    /** A spare that is ready for such a start; null if there is none. */
    private synchronized @Nullable Waiting take(SpareKey key, ChildCommand command) {
        Shelf shelf = shelf(key, command);
        Waiting taken = null;
        Iterator<Waiting> each = shelf.waiting.iterator();
        while (each.hasNext() && taken == null) {
            Waiting spare = each.next();
            if (spare.isReady()) {
                each.remove();
                all--;
                spare.taken().set(true);
                taken = spare;
            }
        }
        shelf.target = command.target();
        shelf.failed = false;
        shelf.killed = 0;
        shelf.wanted = most();
        wakeKeeper();
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
            for (Waiting spare = shelf.waiting.poll(); spare != null; spare = shelf.waiting.poll()) {
                all--;
                spare.end();
            }
        }
    }

    /** Ends one of the key that was not used for the longest time, and is not that; whether there was one. */
    private boolean removeOne(@Nullable SpareKey but) {
        for (Map.Entry<SpareKey, Shelf> entry : shelves.entrySet()) {
            Waiting oldest =
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

    private void wakeKeeper() {
        Thread running = keeper;
        if (running == null) {
            keeper = Background.thread("offspring-spares").start(this::tend);
        } else {
            LockSupport.unpark(running);
        }
    }

    private void tend() {
        while (true) {
            LockSupport.parkNanos(PAUSE_NANOS);
            Shelf shelf = next();
            while (shelf != null) {
                start(shelf);
                shelf = next();
            }
            if (isIdle()) {
                LockSupport.park(this);
            }
        }
    }

    private synchronized boolean isIdle() {
        return next() == null;
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
        ChildCommand command = shelf.command.withMain(NAME, Spare.class.getName());
        Process process = null;
        Waiting spare = null;
        try {
            List<String> files = shelf.key.files();
            Target<?> target = shelf.target;
            FirstClasses first = firstClasses(shelf, target, files);
            files.addAll(first.files());
            List<String> stamps = SpareKey.stamps(files, new FileMarks());
            process = command.start();
            ParentLink link = Rehearsal.link(NAME);
            Waiting made = new Waiting(
                    process, link, files, stamps, command, target, new AtomicBoolean(), new AtomicBoolean());
            spare = made;
            add(shelf, made);
            var _ = process.onExit().thenRun(() -> died(shelf, made));
            tell(process, new Spare.Briefing(link.path(), command.rehearsal(), first.names()).word());
        } catch (RuntimeException | Error e) {
            failed(shelf, spare, e);
            if (process != null) {
                process.destroyForcibly();
            }
            command.close();
        }
    }

    private static FirstClasses firstClasses(Shelf shelf, Target<?> target, List<String> classPath) {
        return target.isRehearsed() || shelf.strange.contains(target)
                ? FirstClasses.NONE
                : FirstClasses.of(target, classPath);
    }

    private static void tell(Process spare, String word) {
        try {
            Boot.sendWord(spare.getOutputStream(), word);
        } catch (IOException e) {
            // It has died already, which is seen elsewhere.
        }
    }

    private synchronized void add(Shelf shelf, Waiting spare) {
        if (all >= most || shelf.forgotten) {
            spare.end(); // it is not wanted any more
            return;
        }
        shelf.waiting.add(spare);
        all++;
    }

    private synchronized void failed(Shelf shelf, @Nullable Waiting spare, Throwable why) {
        if (spare != null && shelf.waiting.remove(spare)) {
            all--;
        }
        if (spare != null) {
            spare.end();
            spare.link().close();
        }
        shelf.failed = true; // until somebody starts such a process, and is told what is wrong
        System.getLogger("dev.offspring.process").log(Level.DEBUG, "a spare process could not be started", why);
    }

    private void died(Shelf shelf, Waiting spare) {
        synchronized (this) {
            if (shelf.waiting.remove(spare)) {
                all--;
                int status = spare.process().exitValue();
                boolean strange = status == Spare.STATUS_STRANGERS && shelf.strange.add(spare.target());
                boolean refused = status <= Signals.STATUS_BASE && !strange;
                shelf.killed += refused || strange ? 0 : 1;
                shelf.failed = refused || shelf.killed >= MOST_KILLED; // it will not be otherwise with the next
                wakeKeeper();
            }
        }
        if (!spare.taken().get()) {
            spare.link().close(); // else it is for him who has taken it
        }
        spare.command().close();
    }
}
