package dev.offspring.benchmark;

import dev.offspring.shared.SharedIntArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Work on a large shared array beside the same work on an {@code int[]}, in turn, in one JVM. */
final class SharedArrays {
    private static final int LENGTH = 10_000_000;
    private static final int WARM_UP = 60;
    private static final int MEASURED = 25;

    private final int[] plain = ThreadLocalRandom.current().ints(LENGTH).toArray();
    private final int[] target = new int[LENGTH];
    private final SharedIntArray shared = SharedIntArray.of(plain);
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private SharedArrays() {}

    public static void main(String[] args) {
        var arrays = new SharedArrays();
        arrays.measure(WARM_UP);
        arrays.millis.clear();
        arrays.measure(MEASURED);
        arrays.millis.forEach((key, times) -> System.out.println(key + " " + Samples.median(times)));
        arrays.shared.close();
    }

    private void measure(int times) {
        for (int i = 0; i < times; i++) {
            long expected = timed("plain.sum", this::plainSum);
            equal(expected, timed("ours.sum", shared::sum));
            equal(expected, timed("ours.loop", this::sharedLoop));
            timed("plain.copy", this::plainCopy);
            timed("ours.copyIn", this::copyIn);
            timed("ours.copyOut", this::copyOut);
        }
    }

    private long plainSum() {
        long sum = 0;
        for (int value : plain) {
            sum += value;
        }
        return sum;
    }

    private long sharedLoop() {
        long sum = 0;
        for (long i = 0; i < LENGTH; i++) {
            sum += shared.get(i);
        }
        return sum;
    }

    private long plainCopy() {
        System.arraycopy(plain, 0, target, 0, LENGTH);
        return target[LENGTH - 1];
    }

    private long copyIn() {
        shared.copyFrom(plain);
        return shared.get(LENGTH - 1);
    }

    private long copyOut() {
        shared.copyTo(0, target);
        return target[LENGTH - 1];
    }

    private interface Work {
        long run();
    }

    private long timed(String key, Work work) {
        long begin = System.nanoTime();
        long result = work.run();
        millis.computeIfAbsent(key, _ -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
        return result;
    }

    private static void equal(long expected, long sum) {
        if (sum != expected) {
            throw new IllegalStateException("sum is " + sum + " instead of " + expected);
        }
    }
}
