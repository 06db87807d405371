package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Queue;
import dev.offspring.channel.Stubs;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Barrier;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** One process puts records into a queue, and one takes them: {@code typed}, a queue of that type alone, or {@code untyped}. */
public final class QueueOrders {
    private static final int LAPS = 10;

    private QueueOrders() {}

    @ProcessTarget
    static void put(Object orders, Barrier start, int times) throws InterruptedException, BrokenBarrierException {
        Queue<Order> queue = Received.queue(orders);
        for (int lap = 0; lap < LAPS; lap++) {
            start.await();
            for (int i = 0; i < times; i++) {
                queue.put(Order.of(i));
            }
        }
    }

    @ProcessTarget
    static long[] take(Object orders, Barrier start, int times) throws InterruptedException, BrokenBarrierException {
        Queue<Order> queue = Received.queue(orders);
        return Laps.nanos(LAPS, () -> {
            start.await();
            for (int i = 0; i < times; i++) {
                Order order = queue.take();
                if (order.id() != i) {
                    throw new IllegalStateException(order + " was taken when " + i + " was the next");
                }
            }
        });
    }

    private static Queue<Order> queue(String kind) {
        return switch (kind) {
            case "typed" -> Stubs.queue(Order.class, OrderSerializer.INSTANCE);
            case "untyped" -> Queue.create();
            default -> throw new IllegalArgumentException("'" + kind + "' is neither typed nor untyped");
        };
    }

    public static void main(String[] args) throws InterruptedException {
        String kind = args[0];
        int times = Integer.parseInt(args[1]);
        try (Queue<Order> queue = queue(kind);
                var start = Barrier.create(2)) {
            QueueOrdersTargets.put(queue, start, times).start();
            ChildProcess<long[]> consumer =
                    QueueOrdersTargets.take(queue, start, times).start();
            System.out.println("ours.orders." + kind + " " + times * 1e9 / Laps.median(List.of(consumer)));
        }
    }
}
