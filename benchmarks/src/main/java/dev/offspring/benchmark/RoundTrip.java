package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import java.io.IOException;
import java.util.Arrays;

/**
 * An int goes through a pipe to another process and back, and each time is measured: the first half of them warms up. Most
 * depends on where the system puts the two, and it may stay with that: {@code apart} puts each on a core of its own.
 */
public final class RoundTrip {
    private RoundTrip() {}

    @ProcessTarget
    static long[] ask(Object end, boolean apart, int times) throws IOException, InterruptedException {
        Core.settle(apart, 0);
        Connection<Integer> connection = Received.connection(end);
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            connection.send(i);
            int answer = connection.receive();
            nanos[i] = System.nanoTime() - begin;
            if (answer != i) {
                throw new IllegalStateException(answer + " came back for " + i);
            }
        }
        return nanos;
    }

    @ProcessTarget
    static void answer(Object end, boolean apart, int times) throws IOException, InterruptedException {
        Core.settle(apart, 1);
        Connection<Integer> connection = Received.connection(end);
        for (int i = 0; i < times; i++) {
            connection.send(connection.receive());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        String key = "ours.trip." + args[0];
        boolean apart = args[0].endsWith("apart");
        int times = 2 * Integer.parseInt(args[1]);
        try (Pipe<Integer> pipe = Pipe.duplex()) {
            RoundTripTargets.answer(pipe.second(), apart, times).start();
            long[] nanos =
                    RoundTripTargets.ask(pipe.first(), apart, times).start().result();
            long[] counted = Arrays.copyOfRange(nanos, times / 2, times);
            Arrays.sort(counted);
            System.out.println(key + ".p50 " + micros(counted, 0.5));
            System.out.println(key + ".p99 " + micros(counted, 0.99));
            System.out.println(key + ".p99.9 " + micros(counted, 0.999));
        }
    }

    private static double micros(long[] sortedNanos, double share) {
        return sortedNanos[(int) (share * sortedNanos.length)] / 1e3;
    }
}
