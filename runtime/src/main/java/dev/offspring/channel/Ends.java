package dev.offspring.channel;

import dev.offspring.memory.WaitingForAny;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for the ends of children. A future keeps whatever was once made to depend on it: so each child is asked once, however
 * often it is waited for.
 */
final class Ends {
    private static final Map<ChildHandle, Set<WaitingForAny>> WAITING = new ConcurrentHashMap<>();

    private Ends() {}

    /** Rings {@code waiting} when {@code child} has ended, now if it has. */
    static void ring(ChildHandle child, WaitingForAny waiting) {
        Set<WaitingForAny> known = WAITING.get(child);
        if (known == null) {
            known = ConcurrentHashMap.newKeySet();
            Set<WaitingForAny> other = WAITING.putIfAbsent(child, known);
            known = other == null ? known : other;
            if (other == null) {
                CompletableFuture<Void> ignored = child.onExit().thenRun(() -> ended(child));
            }
        }
        known.add(waiting);
        if (child.hasEnded()) { // perhaps just before it was added
            waiting.ring();
        }
    }

    private static void ended(ChildHandle child) {
        Set<WaitingForAny> known = WAITING.remove(child);
        if (known != null) {
            known.forEach(WaitingForAny::ring);
        }
    }

    /** It does not wait any more. */
    static void forget(ChildHandle child, WaitingForAny waiting) {
        Set<WaitingForAny> known = WAITING.get(child);
        if (known != null) {
            known.remove(waiting);
        }
    }
}
