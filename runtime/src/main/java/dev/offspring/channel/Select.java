package dev.offspring.channel;

import dev.offspring.memory.WaitingForAny;
import dev.offspring.sync.Event;
import dev.offspring.sync.Gate;
import dev.offspring.sync.Gates;
import dev.offspring.sync.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several queues, connections, events and child processes: Python's
 * {@code multiprocessing.connection.wait()}.
 *
 * <p>Ready is a queue in which there is something, or which was shut down; a connection that has something to receive, or is at
 * its end; an event that is set; a child that has ended. Nothing is taken: of several threads that find a queue ready one gets
 * what is in it, so take it with {@code poll()}.
 */
public final class Select {
    private static final int LOOKS = 50;

    private final List<? extends Selectable> all;
    private final List<Gate> gates = new ArrayList<>();

    private Select(List<? extends Selectable> all) {
        this.all = all;
        for (Selectable one : all) {
            Gate gate = gate(one);
            if (gate != null) {
                gates.add(gate);
            }
        }
    }

    /**
     * Those that are ready, in the order in which they were given; waits until there is one.
     *
     * @param timeout zero or less does not wait
     * @return none if none was ready in that time
     * @throws dev.offspring.error.ClosedHandleException if one of them was closed
     */
    public static List<Selectable> await(Duration timeout, Selectable... all) throws InterruptedException {
        return await(timeout, Arrays.asList(all));
    }

    /** As above. */
    public static <S extends Selectable> List<S> await(Duration timeout, Collection<S> all)
            throws InterruptedException {
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to wait for: name a queue, a connection, an event or a child");
        }
        List<S> given = List.copyOf(all);
        List<Integer> ready = new Select(given).await(Timeouts.nanos(timeout));
        return ready.stream().map(given::get).toList();
    }

    private List<Integer> await(long timeoutNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long deadline = System.nanoTime() + timeoutNanos;
        List<Integer> ready = ready(false);
        for (int i = 0; ready.isEmpty() && timeoutNanos > 0 && i < LOOKS; i++) {
            Thread.onSpinWait();
            ready = ready(false);
        }
        if (!ready.isEmpty() || timeoutNanos <= 0) {
            return ready;
        }
        WaitingForAny waiting =
                new WaitingForAny(gates.stream().map(Gate::waiting).toList());
        for (Selectable one : all) {
            if (one instanceof ChildHandle child) {
                Ends.ring(child, waiting);
            }
        }
        Gate first = gates.isEmpty() ? null : gates.getFirst(); // for those who look at who waits: one of them must do
        int wait = first == null ? 0 : first.waits();
        List<Integer> found = List.of();
        try {
            found = sleep(waiting, deadline);
            return found;
        } finally {
            if (first != null) {
                first.waited(wait, !found.isEmpty());
            }
            for (Selectable one : all) {
                if (one instanceof ChildHandle child) {
                    Ends.forget(child, waiting);
                }
            }
        }
    }

    private List<Integer> sleep(WaitingForAny waiting, long deadline) throws InterruptedException {
        while (true) {
            int rings = waiting.rings();
            int[] words = gates.stream().mapToInt(Gate::arm).toArray();
            List<Integer> ready = ready(false);
            long left = deadline - System.nanoTime();
            if (ready.isEmpty() && left > 0) {
                waiting.sleep(words, rings, left);
                ready = ready(true);
            }
            if (!ready.isEmpty() || left <= 0) {
                // Whoever else sleeps there may be the one that takes it.
                gates.forEach(gate -> gate.ring(1));
                return ready;
            }
        }
    }

    private List<Integer> ready(boolean forCertain) {
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (isReady(all.get(i), forCertain)) {
                ready.add(i);
            }
        }
        return ready;
    }

    private static boolean isReady(Selectable one, boolean forCertain) {
        return switch (one) {
            case Queue<?> queue -> queue.isReady(forCertain);
            case Connection<?> connection -> connection.isReady(forCertain);
            case Event event -> event.isSet();
            case ChildHandle child -> child.hasEnded();
        };
    }

    private static @Nullable Gate gate(Selectable one) {
        return switch (one) {
            case Queue<?> queue -> queue.gate();
            case Connection<?> connection -> connection.gate();
            case Event event -> Gates.of(event);
            case ChildHandle child -> null;
        };
    }
}
