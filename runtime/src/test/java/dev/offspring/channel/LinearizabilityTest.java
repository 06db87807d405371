package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.shared.SharedLong;
import dev.offspring.shared.SharedLongArray;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Property: what threads of several processes do with a queue at the same time could have happened in one after the other. Thousands
 * of short histories, each checked in full; {@code -Doffspring.test.seed=} repeats the choices of a run.
 */
final class LinearizabilityTest {
    private static final int ROUNDS = Boolean.getBoolean("offspring.stress") ? 100_000 : 3_000;
    private static final int WORKERS = 4;
    private static final int OPERATIONS = 4;
    private static final int LOGGED = 4;

    /** A thread that waited so long for another that was at the same end may have given up: its refusal says nothing. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(90);

    private static final int[] CAPACITIES = {0, 1, 2, 2};
    private static final int DROPS_OLDEST = 3;
    private static final Duration MOMENT = Duration.ofNanos(100_000);
    private static final long MOST_SECONDS = 120;
    private static final long PAUSE_NANOS = 10_000;

    @Test
    void histories_ofThreadsInTwoProcesses_areLinearizable() throws Exception {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        System.out.println("LinearizabilityTest: -Doffspring.test.seed=" + seed);
        List<Queue<Object>> queues = new ArrayList<>();
        for (int i = 0; i < CAPACITIES.length; i++) {
            queues.add(
                    CAPACITIES[i] == 0
                            ? Queue.create()
                            : Queue.bounded(CAPACITIES[i], i == DROPS_OLDEST ? Overflow.DROP_OLDEST : Overflow.BLOCK));
        }
        try (Crew crew = new Crew();
                SharedLong round = SharedLong.create(0);
                SharedLong done = SharedLong.create(0);
                SharedLongArray log = SharedLongArray.create((long) WORKERS * OPERATIONS * LOGGED)) {
            List<Object> things = new ArrayList<>(queues);
            things.addAll(List.of(round, done, log));
            List<Doing<Boolean>> working = new ArrayList<>();
            for (Hand hand : List.of(
                    crew.jvm(0).hand(false),
                    crew.jvm(0).hand(false),
                    crew.jvm(1).hand(false),
                    crew.jvm(1).hand(false))) {
                int worker = working.size();
                working.add(hand.tell(things, all -> work(all, worker, seed)));
            }
            int unsure = 0;
            for (int i = 1; i <= ROUNDS; i++) {
                round.set(i);
                awaitDone(done, (long) i * WORKERS, working);
                Queue<Object> queue = queues.get(i % CAPACITIES.length);
                List<History.Event> events = events(log);
                unsure += WORKERS * OPERATIONS - events.size();
                History history =
                        new History(events, CAPACITIES[i % CAPACITIES.length], i % CAPACITIES.length == DROPS_OLDEST);
                assertThat(history.isLinearizable())
                        .as("seed=%d round=%d: %s", seed, i, history)
                        .isTrue();
                queue.clear();
            }
            round.set(-1);
            for (Doing<Boolean> one : working) {
                one.get();
            }
            System.out.println("LinearizabilityTest: " + ROUNDS + " histories, " + unsure + " operations of no use");
            assertThat(unsure)
                    .as("operations that waited too long to say anything")
                    .isLessThan(ROUNDS);
        } finally {
            queues.forEach(Queue::close);
        }
    }

    private static void awaitDone(SharedLong done, long count, List<Doing<Boolean>> working) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        for (int turn = 0; done.get() < count; turn++) {
            if (turn % 100 == 99) {
                LockSupport.parkNanos(PAUSE_NANOS); // there may be fewer processors than threads
            }
            for (Doing<Boolean> one : working) {
                if (one.isDone()) {
                    one.get();
                }
            }
            assertThat(System.nanoTime()).as("nobody hangs").isLessThan(deadline);
        }
    }

    private static List<History.Event> events(SharedLongArray log) {
        List<History.Event> events = new ArrayList<>();
        for (int i = 0; i < WORKERS * OPERATIONS; i++) {
            long at = (long) i * LOGGED;
            History.Event event =
                    new History.Event(log.get(at) == 1, log.get(at + 1), log.get(at + 2), log.get(at + 3));
            if (!event.isRefusal() || event.to() - event.from() < MOST_NANOS) {
                events.add(event);
            }
        }
        return events;
    }

    /** In each round four operations, chosen by the seed, as soon as the round has begun. */
    @SuppressWarnings("unchecked")
    private static void work(List<Object> things, int worker, long seed) throws InterruptedException {
        SharedLong round = (SharedLong) things.get(CAPACITIES.length);
        SharedLong done = (SharedLong) things.get(CAPACITIES.length + 1);
        SharedLongArray log = (SharedLongArray) things.get(CAPACITIES.length + 2);
        long last = 0;
        int turn = 0;
        while (true) {
            long now = round.get();
            if (now < 0) {
                return;
            }
            if (now == last) {
                if (++turn % 100 == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                Thread.onSpinWait();
                continue;
            }
            last = now;
            Queue<Object> queue = (Queue<Object>) things.get((int) (now % CAPACITIES.length));
            Random random = new Random(seed ^ now * 31 + worker * 1_000_003L);
            for (int i = 0; i < OPERATIONS; i++) {
                long at = ((long) worker * OPERATIONS + i) * LOGGED;
                boolean put = random.nextBoolean();
                long from = System.nanoTime();
                long element = put ? put(queue, worker * OPERATIONS + i, random) : take(queue, random);
                long to = System.nanoTime();
                log.set(at, put ? 1 : 0);
                log.set(at + 1, element);
                log.set(at + 2, from);
                log.set(at + 3, to);
            }
            done.getAndAdd(1);
        }
    }

    private static long put(Queue<Object> queue, int element, Random random) throws InterruptedException {
        boolean put = random.nextBoolean() ? queue.offer(element) : queue.offer(element, MOMENT);
        return put ? element : History.NONE;
    }

    private static long take(Queue<Object> queue, Random random) throws InterruptedException {
        if (random.nextInt(4) == 0) {
            List<Object> one = new ArrayList<>();
            return queue.drainTo(one, 1) == 1 ? (Integer) one.getFirst() : History.NONE;
        }
        Object taken = random.nextBoolean() ? queue.poll() : queue.poll(MOMENT);
        return taken == null ? History.NONE : (Integer) taken;
    }
}
