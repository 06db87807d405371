package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Barrier;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/**
 * One process sends short raw messages through a pipe, and another, on another core, receives them. Each message begins with its
 * number.
 */
public final class RawMessages {
    private static final int LAPS = 10;

    private RawMessages() {}

    @ProcessTarget
    static void send(Object end, Barrier start, int bytes, int times)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 0);
        Connection<Object> connection = Received.connection(end);
        MemorySegment message = Arena.global().allocate(bytes, Long.BYTES);
        for (int lap = 0; lap < LAPS; lap++) {
            start.await();
            for (long i = 0; i < times; i++) {
                message.set(ValueLayout.JAVA_LONG, 0, i);
                connection.sendBytes(message);
            }
        }
    }

    @ProcessTarget
    static long[] receive(Object end, Barrier start, int bytes, int times)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 1);
        Connection<Object> connection = Received.connection(end);
        MemorySegment message = Arena.global().allocate(bytes, Long.BYTES);
        return Laps.nanos(LAPS, () -> {
            start.await();
            for (long i = 0; i < times; i++) {
                long received = connection.receiveBytes(message);
                long number = message.get(ValueLayout.JAVA_LONG, 0);
                if (received != bytes || number != i) {
                    throw new IllegalStateException("message " + number + " of " + received
                            + " bytes was received when " + i + " was the next");
                }
            }
        });
    }

    public static void main(String[] args) throws InterruptedException {
        int bytes = Integer.parseInt(args[0]);
        int times = Integer.parseInt(args[1]);
        try (Pipe<Object> pipe = Pipe.simplex();
                var start = Barrier.create(2)) {
            RawMessagesTargets.send(pipe.second(), start, bytes, times).start();
            ChildProcess<long[]> receiver = RawMessagesTargets.receive(pipe.first(), start, bytes, times)
                    .start();
            System.out.println("ours.raw." + bytes + " " + times * 1e9 / Laps.median(List.of(receiver)));
        }
    }
}
