package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.OtherJvm;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.shared.SharedLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Property: whenever processes are killed or stopped, each element that was put is taken once, unless its taker died with it; those
 * of one producer come in their order; and whoever lives goes on. {@code -Pstress} kills a thousand;
 * {@code -Doffspring.test.seed=} and {@code -Doffspring.test.kills=} repeat a run.
 */
final class ChannelStressTest {
    private static final int PRODUCERS = 4;
    private static final int CONSUMERS = 4;
    private static final int KILLS =
            Integer.getInteger("offspring.test.kills", Boolean.getBoolean("offspring.stress") ? 500 : 7);
    private static final long MOST_MILLIS_WITHOUT_PROGRESS = 20_000;

    private final List<OtherJvm> workers = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int started;

    /** By the capacity of the queue; 0 is none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void fourProducersAndFourConsumers_killedAtRandom_loseNothingButWhatTheyHeld(int capacity) throws Exception {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        System.out.println("ChannelStressTest: -Doffspring.test.seed=" + seed);
        String as = "seed=" + seed + " capacity=" + capacity;
        Random random = new Random(seed);
        int all = PRODUCERS + CONSUMERS + KILLS;
        try (Queue<Object> queue = capacity == 0 ? Queue.create() : Queue.bounded(capacity);
                SharedLongArray table =
                        SharedLongArray.create(ChannelStressWorker.ROWS + (long) ChannelStressWorker.ROW * all);
                SharedIntArray counts = SharedIntArray.create((long) all * ChannelStressWorker.MOST_ELEMENTS)) {
            List<Integer> producers = new ArrayList<>();
            long mayBeLost = 0;
            try {
                for (int i = 0; i < PRODUCERS + CONSUMERS; i++) {
                    start(i, random, queue, table, counts, producers);
                }
                for (int i = 0; i < KILLS; i++) {
                    int victim = random.nextInt(PRODUCERS + CONSUMERS);
                    workers.get(victim).awaitLine("running");
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
                    stopForAMoment(workers.get(random.nextInt(workers.size())), random);
                    kill(victim, as);
                    mayBeLost += inHand(victim, table);
                    awaitProgress(table, queue, as + " kill=" + i);
                    start(victim, random, queue, table, counts, producers);
                }
                table.set(ChannelStressWorker.STOP, 1);
                for (int i = 0; i < PRODUCERS; i++) {
                    awaitGoodEnd(i, as);
                }
                queue.shutdown();
                for (int i = PRODUCERS; i < workers.size(); i++) {
                    awaitGoodEnd(i, as);
                }
            } finally {
                for (OtherJvm worker : workers) {
                    worker.kill();
                    worker.close();
                }
            }
            check(table, counts, producers, mayBeLost, as);
            assertThat(queue.size()).as(as).isZero();
        }
    }

    private void start(
            int place,
            Random random,
            Queue<Object> queue,
            SharedLongArray table,
            SharedIntArray counts,
            List<Integer> producers)
            throws Exception {
        boolean producer = place < PRODUCERS;
        int number = started++;
        OtherJvm worker = OtherJvm.start(
                List.of("-XX:TieredStopAtLevel=1"),
                ChannelStressWorker.class,
                ChannelStressWorker.arguments(producer, number, random.nextLong(), queue, table, counts));
        if (producer) {
            producers.add(number);
        }
        if (place == workers.size()) {
            workers.add(worker);
            numbers.add(number);
        } else {
            workers.get(place).close();
            workers.set(place, worker);
            numbers.set(place, number);
        }
    }

    /** Stopped wherever it is, perhaps at an end of the queue. */
    private static void stopForAMoment(OtherJvm worker, Random random) throws Exception {
        if (random.nextInt(3) == 0) {
            signal("-STOP", worker);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
            signal("-CONT", worker);
        }
    }

    private static void signal(String signal, OtherJvm worker) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(worker.pid()))
                .redirectErrorStream(true)
                .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void kill(int victim, String as) throws Exception {
        OtherJvm worker = workers.get(victim);
        worker.kill();
        assertThat(worker.said().replace("running", "").strip())
                .as("%s: what pid %d found", as, worker.pid())
                .isEmpty();
    }

    /** How much a consumer that was killed may have taken and not recorded. */
    private long inHand(int victim, SharedLongArray table) {
        return victim < PRODUCERS ? 0 : table.get(row(numbers.get(victim)));
    }

    private static long row(int number) {
        return ChannelStressWorker.ROWS + (long) ChannelStressWorker.ROW * number;
    }

    private void awaitProgress(SharedLongArray table, Queue<Object> queue, String as) throws InterruptedException {
        long before = table.get(ChannelStressWorker.TAKEN);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS_WITHOUT_PROGRESS);
        while (table.get(ChannelStressWorker.TAKEN) == before && isAnybodyPutting(table)) {
            assertThat(System.nanoTime())
                    .as("%s: nobody goes on: %s", as, queue)
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Those of this machine may be so quick that all have put all they may. */
    private boolean isAnybodyPutting(SharedLongArray table) {
        for (int i = 0; i < PRODUCERS; i++) {
            if (workers.get(i).isAlive() && table.get(row(numbers.get(i)) + 1) < ChannelStressWorker.MOST_ELEMENTS) {
                return true;
            }
        }
        return false;
    }

    private void awaitGoodEnd(int place, String as) throws Exception {
        OtherJvm worker = workers.get(place);
        assertThat(worker.awaitStatus())
                .as("%s: pid %d: %s", as, worker.pid(), worker.said())
                .isZero();
    }

    private static void check(
            SharedLongArray table, SharedIntArray counts, List<Integer> producers, long mayBeLost, String as) {
        long put = 0;
        long lost = 0;
        for (int producer : producers) {
            long begun = table.get(row(producer));
            long done = table.get(row(producer) + 1);
            put += done;
            long first = (long) producer * ChannelStressWorker.MOST_ELEMENTS;
            for (int i = 0; i < ChannelStressWorker.MOST_ELEMENTS; i++) {
                int count = counts.get(first + i);
                int most = i < begun ? 1 : 0;
                assertThat(count)
                        .as("%s: how often element %d of %d (%d begun, %d put) was taken", as, i, producer, begun, done)
                        .isBetween(0, most);
                lost += i < done ? 1 - count : 0;
            }
        }
        System.out.println(as + ": " + put + " put by " + producers.size() + " producers, " + lost + " of at most "
                + mayBeLost + " lost with those who held them");
        assertThat(lost).as("%s: lost", as).isBetween(0L, mayBeLost);
    }
}
