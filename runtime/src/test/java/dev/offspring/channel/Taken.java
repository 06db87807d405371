package dev.offspring.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What tests take out of queues, several at once. */
final class Taken {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Taken() {}

    /** The next element, for which it waits, and what is there behind it: at most {@code most}. */
    static <E> List<E> upTo(Queue<E> queue, int most) throws InterruptedException {
        List<E> taken = new ArrayList<>();
        queue.drainTo(taken, most, LONGEST);
        return taken;
    }
}
