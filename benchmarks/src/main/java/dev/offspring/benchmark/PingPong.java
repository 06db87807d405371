package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Event;
import java.util.concurrent.BrokenBarrierException;

/** Two processes wait for each other by a pair of events: set one, wait for the other, clear it. */
public final class PingPong {
    private static final int LAPS = 10;

    private PingPong() {}

    @ProcessTarget
    static long[] ping(Event ping, Event pong, int times) throws InterruptedException, BrokenBarrierException {
        return Laps.nanos(LAPS, () -> {
            for (int i = 0; i < times; i++) {
                ping.set();
                pong.await();
                pong.clear();
            }
        });
    }

    @ProcessTarget
    static void pong(Event ping, Event pong, int times) throws InterruptedException {
        for (int i = 0; i < LAPS * times; i++) {
            ping.await();
            ping.clear();
            pong.set();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[0]);
        try (var ping = Event.create();
                var pong = Event.create()) {
            ChildProcess<Void> answers = PingPongTargets.pong(ping, pong, times).start();
            long[] nanos = PingPongTargets.ping(ping, pong, times).start().result();
            answers.join();
            System.out.println("ours.pingpong " + Laps.median(nanos) / times / 1e3);
        }
    }
}
