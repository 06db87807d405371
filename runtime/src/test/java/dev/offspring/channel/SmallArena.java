package dev.offspring.channel;

import dev.offspring.error.ArenaFullException;
import dev.offspring.shared.SharedInt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A root process whose arena has 16 MiB, which says what happens to its channels when that is full. */
final class SmallArena {
    private static final int TOO_LARGE = 20 << 20;

    private SmallArena() {}

    public static void main(String[] args) throws Exception {
        Queue<Object> queue = Queue.create();
        tooLarge(queue);
        tooMany(queue);
        try (Pipe<Object> pipe = Pipe.duplex()) {
            pipe(pipe);
        }
        carried(queue);
    }

    private static void tooLarge(Queue<Object> queue) throws Exception {
        queue.put("before");
        System.out.println("too large: " + failure(() -> queue.offer(new byte[TOO_LARGE])));
        expect(queue.size() == 1, "size");
        queue.put("after");
        expect(queue.take().equals("before") && queue.take().equals("after"), "the others");
        System.out.println("queue works");
    }

    private static void tooMany(Queue<Object> queue) throws Exception {
        int[] count = {0};
        System.out.println("too many: "
                + failure(() -> {
                    while (count[0] < TOO_LARGE) {
                        queue.put(List.of(count[0], "x".repeat(500)));
                        count[0]++;
                    }
                    return count;
                }));
        expect(queue.size() == count[0] && count[0] > 10_000, "size " + queue.size() + " of " + count[0]);
        for (int i = 0; i < count[0]; i++) {
            expect(queue.take().equals(List.of(i, "x".repeat(500))), "element " + i);
        }
        queue.put("again");
        expect(queue.take().equals("again") && queue.isEmpty(), "again");
        System.out.println("queue gave all");
    }

    private static void pipe(Pipe<Object> pipe) throws Exception {
        System.out.println("pipe too large: "
                + failure(() -> {
                    pipe.first().sendBytes(new byte[TOO_LARGE]);
                    return true;
                }));
        pipe.first().sendBytes(new byte[100_000]);
        expect(pipe.second().receiveBytes().length == 100_000, "length");
        System.out.println("pipe works");
        System.out.println("loan too large: " + failure(() -> pipe.first().loan(TOO_LARGE)));
    }

    /** What a message carries is known to nobody else, and memory is so short that what is forgotten is taken back. */
    private static void carried(Queue<Object> queue) throws Exception {
        putForgotten(queue);
        List<Queue<Object>> others = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            System.gc();
            Queue<Object> other = Queue.create();
            others.add(other);
            failure(() -> {
                for (int i = 0; i < 64; i++) {
                    other.put(new byte[(1 << 20) - 200]);
                }
                return other;
            });
            other.clear();
        }
        others.forEach(Queue::close);
        expect(queue.take() instanceof SharedInt number && number.get() == 42, "what was carried");
        System.out.println("carried is kept");
    }

    private static void putForgotten(Queue<Object> queue) throws InterruptedException {
        queue.put(SharedInt.create(42));
    }

    private static String failure(Callable<?> work) throws Exception {
        try {
            return "none: " + work.call();
        } catch (ArenaFullException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void expect(boolean as, String what) {
        if (!as) {
            throw new AssertionError(what);
        }
    }
}
