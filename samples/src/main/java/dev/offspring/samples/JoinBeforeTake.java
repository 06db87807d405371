package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Queue;
import dev.offspring.process.ChildProcess;

/**
 * A child puts a million characters into a queue, and the parent joins it before it takes them.
 *
 * <p>In CPython this is a deadlock: what was put waits in the child for a thread of its own, which writes it into a pipe that
 * holds 64 KiB, so that the child cannot end before somebody reads. Here it lies in shared memory when {@code put} returns: the
 * child ends, and what it has put stays.
 */
public final class JoinBeforeTake {
    private static final int LENGTH = 1_000_000;

    private JoinBeforeTake() {}

    @ProcessTarget
    static void put(Queue<String> queue) throws InterruptedException {
        queue.put("X".repeat(LENGTH));
    }

    public static void main(String[] args) throws InterruptedException {
        try (Queue<String> queue = Queue.create()) {
            ChildProcess<Void> p = JoinBeforeTakeTargets.put(queue).start();
            p.join();
            System.out.println("the child has ended with " + p.exitCode().getAsInt());
            System.out.println("taken: " + queue.take().length() + " characters");
        }
    }
}
