package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Queue;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Barrier;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** Processes put boxed ints into a queue, all at once, and one takes them. A lap is over when the last one is taken. */
public final class QueueInts {
    private static final int LAPS = 10;

    private QueueInts() {}

    @ProcessTarget
    static void put(Object ints, Barrier start, int times) throws InterruptedException, BrokenBarrierException {
        Queue<Integer> queue = Received.queue(ints);
        for (int lap = 0; lap < LAPS; lap++) {
            start.await();
            for (int i = 0; i < times; i++) {
                queue.put(i);
            }
        }
    }

    @ProcessTarget
    static long[] take(Object ints, Barrier start, int producers, int times)
            throws InterruptedException, BrokenBarrierException {
        Queue<Integer> queue = Received.queue(ints);
        long expected = (long) producers * times * (times - 1) / 2;
        return Laps.nanos(LAPS, () -> {
            start.await();
            long sum = 0;
            for (int i = 0; i < producers * times; i++) {
                sum += queue.take();
            }
            if (sum != expected) {
                throw new IllegalStateException("the ints that were taken make " + sum + " instead of " + expected);
            }
        });
    }

    public static void main(String[] args) throws InterruptedException {
        int producers = Integer.parseInt(args[0]);
        int times = Integer.parseInt(args[1]) / producers;
        try (Queue<Integer> queue = Queue.of(Integer.class);
                var start = Barrier.create(producers + 1)) {
            for (int i = 0; i < producers; i++) {
                QueueIntsTargets.put(queue, start, times).start();
            }
            ChildProcess<long[]> consumer =
                    QueueIntsTargets.take(queue, start, producers, times).start();
            double nanos = Laps.median(List.of(consumer));
            System.out.println("ours.ints." + producers + " " + producers * (times * 1e9 / nanos));
        }
    }
}
