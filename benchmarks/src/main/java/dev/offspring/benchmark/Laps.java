package dev.offspring.benchmark;

import dev.offspring.process.ChildProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** The same work, again and again in one process; the first half of the laps warms the JVM up, and only the others count. */
final class Laps {
    private Laps() {}

    interface Work {
        void run() throws InterruptedException, BrokenBarrierException;
    }

    /** What each lap took. */
    static long[] nanos(int laps, Work work) throws InterruptedException, BrokenBarrierException {
        long[] nanos = new long[laps];
        for (int lap = 0; lap < laps; lap++) {
            long begin = System.nanoTime();
            work.run();
            nanos[lap] = System.nanoTime() - begin;
        }
        return nanos;
    }

    /** The median of those that count. */
    static double median(long[] nanos) {
        return Samples.median(Arrays.stream(nanos, nanos.length / 2, nanos.length)
                .mapToObj(lap -> (double) lap)
                .toList());
    }

    /** The median of what children measured who ran side by side: a lap is over when the slowest is done. */
    static double median(List<ChildProcess<long[]>> children) throws InterruptedException {
        List<long[]> results = new ArrayList<>();
        for (var child : children) {
            results.add(child.result());
        }
        long[] slowest = results.getFirst();
        for (var nanos : results) {
            for (int lap = 0; lap < slowest.length; lap++) {
                slowest[lap] = Math.max(slowest[lap], nanos[lap]);
            }
        }
        return median(slowest);
    }
}
