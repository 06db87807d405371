package dev.offspring.sync;

import dev.offspring.memory.Journal;
import dev.offspring.memory.Session;
import dev.offspring.memory.SessionView;
import dev.offspring.memory.SessionView.LiveBlock;
import dev.offspring.memory.SessionView.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which locks of a session are held and by whom, who waits for what, and whether some wait for each other in a circle.
 *
 * <p>A picture put together from many moments: a lock may have changed hands while it was taken. A circle is none unless two
 * pictures show it, or its waits are old.
 */
public record Inspection(List<Row> processes, List<HeldLock> held, List<Waiter> waiters, List<List<Waiter>> deadlocks) {
    /** A thread of a process. */
    public record Agent(long pid, long thread) {
        @Override
        public String toString() {
            return "pid " + pid + " thread " + thread;
        }
    }

    /** A lock that somebody has. */
    public record HeldLock(long block, String kind, Agent owner, boolean ownerDied) {}

    /** A thread that waits: for the lock of a block, or for what else the block is. */
    public record Waiter(Agent agent, long block, String kind, boolean forLock, long sinceMillis) {}

    public Inspection {
        processes = List.copyOf(processes);
        held = List.copyOf(held);
        waiters = List.copyOf(waiters);
        deadlocks = List.copyOf(deadlocks);
    }

    /** The session of this process, as it is now. */
    public static Inspection now() {
        try (SessionView view = SessionView.current()) {
            return of(view);
        }
    }

    /** A session, as it is now. */
    public static Inspection of(SessionView view) {
        List<Row> processes = view.processes();
        Map<Integer, Row> bySlot = new LinkedHashMap<>();
        processes.forEach(row -> bySlot.put(row.slot(), row));
        List<HeldLock> held = new ArrayList<>();
        for (LiveBlock block : view.blocks()) {
            if (!LockLayout.isFree(block.guard())) {
                held.add(held(block, bySlot));
            }
        }
        List<Waiter> waiters = new ArrayList<>();
        for (Row row : processes) {
            if (row.lives()) {
                view.waits(row.slot()).forEach(wait -> waiters.add(waiter(row, wait)));
            }
        }
        return new Inspection(processes, held, waiters, deadlocks(held, waiters));
    }

    private static HeldLock held(LiveBlock block, Map<Integer, Row> bySlot) {
        long owner = block.guard();
        Row row = bySlot.get(LockLayout.slot(owner));
        long thread = LockLayout.thread(owner);
        String kind = name(block.kind());
        return row != null && LockLayout.isOfEpoch(owner, row.epoch())
                ? new HeldLock(block.offset(), kind, new Agent(row.pid(), thread), !row.lives())
                : new HeldLock(block.offset(), kind, new Agent(-1, thread), true);
    }

    private static Waiter waiter(Row row, Journal.Wait wait) {
        boolean forLock = (wait.kind() & Gate.GATE) == 0;
        return new Waiter(
                new Agent(row.pid(), wait.thread()),
                wait.block(),
                name(wait.kind() & ~Gate.GATE),
                forLock,
                wait.sinceMillis());
    }

    private static String name(int kind) {
        return switch (kind) {
            case Kinds.LOCK -> "Lock";
            case Kinds.READ_WRITE_LOCK -> "ReadWriteLock";
            case Kinds.CONDITION -> "Condition";
            case Kinds.SEMAPHORE, Kinds.OWNED_SEMAPHORE -> "Semaphore";
            case Kinds.EVENT -> "Event";
            case Kinds.BARRIER -> "Barrier";
            case Kinds.COUNT_DOWN_LATCH -> "CountDownLatch";
            case Kinds.QUEUE -> "Queue";
            case Kinds.PIPE -> "Pipe";
            default -> "guard";
        };
    }

    /** Whoever waits for a lock waits for its owner; that one may wait for another: a circle is found by walking along. */
    private static List<List<Waiter>> deadlocks(List<HeldLock> held, List<Waiter> waiters) {
        Map<Long, Agent> owners = new LinkedHashMap<>();
        held.forEach(lock -> owners.put(lock.block(), lock.owner()));
        Map<Agent, Waiter> waits = new LinkedHashMap<>();
        waiters.stream().filter(Waiter::forLock).forEach(waiter -> waits.put(waiter.agent(), waiter));
        List<List<Waiter>> circles = new ArrayList<>();
        Set<Agent> walked = new LinkedHashSet<>();
        for (Agent start : waits.keySet()) {
            Set<Agent> path = new LinkedHashSet<>();
            Agent at = start;
            while (at != null && waits.containsKey(at) && !walked.contains(at) && path.add(at)) {
                at = owners.get(waits.get(at).block());
            }
            if (path.contains(at)) {
                List<Agent> steps = new ArrayList<>(path);
                circles.add(steps.subList(steps.indexOf(at), steps.size()).stream()
                        .map(waits::get)
                        .toList());
            }
            walked.addAll(path);
        }
        return circles;
    }

    /** As {@code ps} prints it. */
    public String text() {
        long now = System.currentTimeMillis();
        var text = new StringBuilder();
        held.forEach(lock -> text.append("  ")
                .append(title(lock.kind(), lock.block()))
                .append(" held by ")
                .append(lock.owner())
                .append(lock.ownerDied() ? ", which died: recover() takes it over\n" : "\n"));
        waiters.forEach(waiter -> text.append("  ")
                .append(waiter.agent())
                .append(" waits for ")
                .append(title(waiter.kind(), waiter.block()))
                .append(" since ")
                .append(now - waiter.sinceMillis())
                .append(" ms\n"));
        for (List<Waiter> circle : deadlocks) {
            text.append("  DEADLOCK: ");
            circle.forEach(waiter -> text.append(waiter.agent())
                    .append(" waits for ")
                    .append(title(waiter.kind(), waiter.block()))
                    .append(", held by "));
            text.append(circle.getFirst().agent()).append('\n');
        }
        return text.toString();
    }

    private static String title(String kind, long block) {
        return kind + "@" + Long.toHexString(block);
    }

    /**
     * What the process with this id did last with locks and the like, dead or alive: one line an event, oldest first, each
     * after a line break; empty if nothing is known.
     */
    public static String lastEventsOf(long pid, int most) {
        if (!Session.current().isMapped()) {
            return "";
        }
        try (SessionView view = SessionView.current()) {
            return view.processes().stream()
                    .filter(row -> row.pid() == pid)
                    .map(row -> view.events(row.slot()))
                    .filter(events -> events.stream().anyMatch(event -> event.kind() != 0))
                    .findFirst()
                    .map(events -> lastEvents(events, most))
                    .orElse("");
        }
    }

    /** What a process did last, as reports show it: one line an event, oldest first. */
    static String lastEvents(List<Journal.Entry> events, int most) {
        var text = new StringBuilder();
        events.stream()
                .skip(Math.max(0, events.size() - most))
                .forEach(event -> text.append("\n  ")
                        .append(Instant.ofEpochMilli(event.millis()))
                        .append(" thread ")
                        .append(event.thread())
                        .append(' ')
                        .append(event.what())
                        .append(event.block() == 0 ? "" : " " + title(name(event.kind() & ~Gate.GATE), event.block())));
        return text.toString();
    }
}
