package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Loan;
import dev.offspring.channel.Message;
import dev.offspring.channel.Pipe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.BrokenBarrierException;

/**
 * A long message goes through a pipe to another process and back: as an array, made anew by each who receives it; from and into
 * memory that is used again; and by a loan, of which the first and the last bytes are written, and which is never copied.
 */
public final class Echo {
    private static final int LAPS = 10;

    /** So much shorter is a trip without a copy. */
    private static final int LOANS = 25;

    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED;

    private Echo() {}

    @ProcessTarget
    static double[] ask(Object end, int bytes, int times) throws InterruptedException, BrokenBarrierException {
        Connection<Object> connection = Received.connection(end);
        byte[] array = new byte[bytes];
        MemorySegment memory = Arena.global().allocate(bytes, Long.BYTES);
        return new double[] {
            micros(times, i -> askWithArray(connection, array, i)),
            micros(times, i -> askWithMemory(connection, memory, i)),
            micros(LOANS * times, i -> askWithLoan(connection, bytes, i))
        };
    }

    private interface Trip {
        void make(long number) throws InterruptedException;
    }

    private static double micros(int times, Trip trip) throws InterruptedException, BrokenBarrierException {
        return Laps.median(Laps.nanos(LAPS, () -> {
                    for (int i = 0; i < times; i++) {
                        trip.make(i);
                    }
                }))
                / times
                / 1e3;
    }

    private static void askWithArray(Connection<Object> connection, byte[] array, long number)
            throws InterruptedException {
        mark(MemorySegment.ofArray(array), number);
        connection.sendBytes(array);
        check(MemorySegment.ofArray(connection.receiveBytes()), array.length, number);
    }

    private static void askWithMemory(Connection<Object> connection, MemorySegment memory, long number)
            throws InterruptedException {
        mark(memory, number);
        connection.sendBytes(memory);
        long received = connection.receiveBytes(memory);
        check(memory.asSlice(0, received), memory.byteSize(), number);
    }

    private static void askWithLoan(Connection<Object> connection, long bytes, long number)
            throws InterruptedException {
        try (Loan loan = connection.loan(bytes)) {
            mark(loan.segment(), number);
            loan.publish();
        }
        try (Message message = connection.receiveMessage()) {
            check(message.segment(), bytes, number);
        }
    }

    private static void mark(MemorySegment message, long number) {
        message.set(NUMBER, 0, number);
        message.set(NUMBER, message.byteSize() - Long.BYTES, ~number);
    }

    private static void check(MemorySegment message, long bytes, long number) {
        if (message.byteSize() != bytes
                || message.get(NUMBER, 0) != number
                || message.get(NUMBER, bytes - Long.BYTES) != ~number) {
            throw new IllegalStateException(
                    "message " + number + " of " + bytes + " bytes came back as another, of " + message.byteSize());
        }
    }

    /** Answers in each of the three ways, as often as is asked in it. */
    @ProcessTarget
    static void answer(Object end, int bytes, int times) throws InterruptedException {
        Connection<Object> connection = Received.connection(end);
        for (int i = 0; i < LAPS * times; i++) {
            connection.sendBytes(connection.receiveBytes());
        }
        MemorySegment memory = Arena.global().allocate(bytes, Long.BYTES);
        for (int i = 0; i < LAPS * times; i++) {
            connection.sendBytes(memory.asSlice(0, connection.receiveBytes(memory)));
        }
        for (int i = 0; i < LAPS * LOANS * times; i++) {
            connection.sendBytes(connection.receiveMessage());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        int bytes = Integer.parseInt(args[0]);
        int times = Integer.parseInt(args[1]);
        try (Pipe<Object> pipe = Pipe.duplex()) {
            EchoTargets.answer(pipe.second(), bytes, times).start();
            double[] micros =
                    EchoTargets.ask(pipe.first(), bytes, times).start().result();
            System.out.println("ours.echo.array " + micros[0]);
            System.out.println("ours.echo.memory " + micros[1]);
            System.out.println("ours.echo.loan " + micros[2]);
        }
    }
}
