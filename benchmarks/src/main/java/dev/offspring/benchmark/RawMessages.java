package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import dev.offspring.process.Task;
import dev.offspring.sync.Barrier;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/**
 * One process sends short raw messages through a pipe, and another, on another core, receives them: one by one, or as many at once
 * as there are. Each message begins with its number.
 */
public final class RawMessages {
    /** How many are sent, and at most received, at once; divides the number of messages. */
    static final int BATCH = 64;

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
    static void sendBatches(Object end, Barrier start, int bytes, int times)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 0);
        Connection<Object> connection = Received.connection(end);
        List<MemorySegment> batch = Arena.global()
                .allocate((long) BATCH * bytes, Long.BYTES)
                .elements(MemoryLayout.sequenceLayout(bytes, ValueLayout.JAVA_BYTE))
                .toList();
        for (int lap = 0; lap < LAPS; lap++) {
            start.await();
            for (long i = 0; i < times; i += BATCH) {
                for (int j = 0; j < BATCH; j++) {
                    batch.get(j).set(ValueLayout.JAVA_LONG, 0, i + j);
                }
                connection.sendAllBytes(batch);
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
                check(message.get(ValueLayout.JAVA_LONG, 0), received, bytes, i);
            }
        });
    }

    @ProcessTarget
    static long[] receiveBatches(Object end, Barrier start, int bytes, int times)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 1);
        Connection<Object> connection = Received.connection(end);
        long[] next = new long[1];
        return Laps.nanos(LAPS, () -> {
            start.await();
            next[0] = 0;
            while (next[0] < times) {
                connection.receiveAllBytes(
                        message -> check(
                                message.get(ValueLayout.JAVA_LONG_UNALIGNED, 0), message.byteSize(), bytes, next[0]++),
                        BATCH);
            }
        });
    }

    private static void check(long number, long received, int bytes, long expected) {
        if (received != bytes || number != expected) {
            throw new IllegalStateException(
                    "message " + number + " of " + received + " bytes was received when " + expected + " was the next");
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean batches = args[0].equals("batches");
        int bytes = Integer.parseInt(args[1]);
        int times = Integer.parseInt(args[2]);
        try (Pipe<Object> pipe = Pipe.simplex();
                var start = Barrier.create(2)) {
            Task<Void> send = batches
                    ? RawMessagesTargets.sendBatches(pipe.second(), start, bytes, times)
                    : RawMessagesTargets.send(pipe.second(), start, bytes, times);
            Task<long[]> receive = batches
                    ? RawMessagesTargets.receiveBatches(pipe.first(), start, bytes, times)
                    : RawMessagesTargets.receive(pipe.first(), start, bytes, times);
            send.start();
            double nanos = Laps.median(List.of(receive.start()));
            System.out.println("ours.raw." + args[0] + "." + bytes + " " + times * 1e9 / nanos);
        }
    }
}
