package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;
import dev.offspring.sync.Barrier;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Agrona's side of raw messages: a ring buffer in a file that two processes map, on two cores. One by one, a message is copied in;
 * in batches, it is claimed and written in place. The reader polls and takes all there is at once, or a batch, which is how this
 * buffer is meant to be read; whoever finds it full or empty backs off, as Agrona's agents do by default.
 */
public final class RingMessages {
    /** Agrona keeps its state in a class that the JDK hides. */
    private static final String OPENED = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int RING_BYTES = 1 << 20;
    private static final int TYPE = 1;
    private static final int LAPS = 10;

    private RingMessages() {}

    @ProcessTarget
    static void write(String file, Barrier start, int bytes, int times)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 0);
        RingBuffer ring = ring(file);
        IdleStrategy idle = new BackoffIdleStrategy();
        UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
        for (int lap = 0; lap < LAPS; lap++) {
            start.await();
            for (long i = 0; i < times; i++) {
                message.putLong(0, i);
                if (!ring.write(TYPE, message, 0, bytes)) {
                    do {
                        idle.idle();
                    } while (!ring.write(TYPE, message, 0, bytes));
                    idle.reset();
                }
            }
        }
    }

    @ProcessTarget
    static void writeInPlace(String file, Barrier start, int bytes, int times)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 0);
        RingBuffer ring = ring(file);
        IdleStrategy idle = new BackoffIdleStrategy();
        for (int lap = 0; lap < LAPS; lap++) {
            start.await();
            for (long i = 0; i < times; i++) {
                int at = ring.tryClaim(TYPE, bytes);
                while (at == RingBuffer.INSUFFICIENT_CAPACITY) {
                    idle.idle();
                    at = ring.tryClaim(TYPE, bytes);
                }
                idle.reset();
                ring.buffer().putLong(at, i);
                ring.commit(at);
            }
        }
    }

    @ProcessTarget
    static long[] read(String file, Barrier start, int bytes, int times, int most)
            throws IOException, InterruptedException, BrokenBarrierException {
        Core.settle(true, 1);
        RingBuffer ring = ring(file);
        IdleStrategy idle = new BackoffIdleStrategy();
        var expected = new long[1];
        MessageHandler handler = (_, buffer, index, received) -> {
            long number = buffer.getLong(index);
            if (received != bytes || number != expected[0]++) {
                throw new IllegalStateException("message " + number + " of " + received + " bytes was read when "
                        + (expected[0] - 1) + " was the next");
            }
        };
        return Laps.nanos(LAPS, () -> {
            start.await();
            expected[0] = 0;
            while (expected[0] < times) {
                idle.idle(ring.read(handler, most));
            }
        });
    }

    private static RingBuffer ring(String file) throws IOException {
        try (var opened = new RandomAccessFile(file, "rw")) {
            int length = RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH;
            return new ManyToOneRingBuffer(new UnsafeBuffer(opened.getChannel().map(MapMode.READ_WRITE, 0, length)));
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean batches = args[0].equals("batches");
        int bytes = Integer.parseInt(args[1]);
        int times = Integer.parseInt(args[2]);
        Path file =
                Files.isDirectory(MEMORY) ? Files.createTempFile(MEMORY, "ring", "") : Files.createTempFile("ring", "");
        try (var start = Barrier.create(2)) {
            Task<Void> write = batches
                    ? RingMessagesTargets.writeInPlace(file.toString(), start, bytes, times)
                    : RingMessagesTargets.write(file.toString(), start, bytes, times);
            write.process().jvmArgs(OPENED).start();
            int most = batches ? RawMessages.BATCH : Integer.MAX_VALUE;
            ChildProcess<long[]> reader = RingMessagesTargets.read(file.toString(), start, bytes, times, most)
                    .process()
                    .jvmArgs(OPENED)
                    .start();
            double nanos = Laps.median(List.of(reader));
            System.out.println("agrona.raw." + args[0] + "." + bytes + " " + times * 1e9 / nanos);
        } finally {
            Files.delete(file);
        }
    }
}
