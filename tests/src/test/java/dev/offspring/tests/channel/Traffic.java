package dev.offspring.tests.channel;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import dev.offspring.channel.Queue;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.sync.Event;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the children of these tests do with channels. */
final class Traffic {
    @Shared
    static Queue<Parcel> inbox = ParcelQueue.create();

    private Traffic() {}

    /** Ways, in a record. */
    record Ways(Queue<Parcel> back, Queue<Object> any) {}

    /** Cargo of several kinds. */
    sealed interface Cargo permits Crate, Barrel {}

    record Crate(String label, List<Optional<Parcel>> parcels) implements Cargo {}

    record Barrel(double litres) implements Cargo {}

    record Sack<T>(T content, List<T> more) {}

    enum Light {
        RED,
        GREEN
    }

    @ProcessTarget
    static void repack(Queue<Cargo> cargo, Queue<Sack<Cargo>> sacks, Connection<Light> light) {
        for (Cargo one : cargo.untilShutdown()) {
            sacks.offer(new Sack<>(one, List.of(one)));
        }
        light.send(Light.GREEN);
    }

    @ProcessTarget
    static void put(Queue<Parcel> queue, int from, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(new Parcel(from + i, "parcel " + i, List.of("a", "b")));
        }
    }

    @ProcessTarget
    static int echo(Ways ways) throws InterruptedException {
        int count = 0;
        for (Parcel parcel : ways.back().untilShutdown()) {
            ways.any().put(parcel);
            count++;
        }
        return count;
    }

    @ProcessTarget
    static void fill(Queue<byte[]> queue, int megabytes) throws InterruptedException {
        byte[] large = new byte[1 << 20];
        byte[] small = new byte[1 << 10];
        for (int i = 0; i < megabytes; i++) {
            if (i % 2 == 0) {
                queue.put(large);
            } else {
                for (int j = 0; j < 1 << 10; j++) {
                    queue.put(small);
                }
            }
        }
    }

    @ProcessTarget
    static int count(Connection<Parcel> in) throws InterruptedException {
        int count = 0;
        try {
            while (true) {
                in.receive();
                count++;
            }
        } catch (EndOfStreamException e) {
            return count;
        }
    }

    @ProcessTarget
    static void keep(Connection<Parcel> end, Event held) throws InterruptedException {
        held.set();
        TimeUnit.MINUTES.sleep(1);
        end.send(new Parcel(0, "too late", List.of()));
    }

    @ProcessTarget
    static Pipe<Parcel> open() {
        Pipe<Parcel> pipe = ParcelPipe.duplex();
        pipe.second().send(new Parcel(7, "from a child", List.of()));
        return pipe;
    }

    @ProcessTarget
    static void leaveInInbox() throws InterruptedException {
        TrafficShared.inbox().put(new Parcel(1, "in the inbox", List.of()));
    }

    @ProcessTarget
    static void produceAndDie(Queue<Parcel> queue) throws InterruptedException {
        queue.put(new Parcel(1, "the last words", List.of()));
        Runtime.getRuntime().halt(137);
    }
}
