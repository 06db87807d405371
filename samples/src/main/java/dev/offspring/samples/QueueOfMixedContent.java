package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Queue;
import dev.offspring.process.ChildProcess;
import java.util.Arrays;
import java.util.List;

/**
 * A child puts a list of mixed content into a queue, with null in it; the parent takes it.
 *
 * <p>Python: {@code q = Queue()}, {@code q.put([42, None, 'hello'])}, {@code q.get()}.
 */
public final class QueueOfMixedContent {
    private QueueOfMixedContent() {}

    @ProcessTarget
    static void put(Queue<List<Object>> q) throws InterruptedException {
        q.put(Arrays.asList(42, null, "hello"));
    }

    public static void main(String[] args) throws InterruptedException {
        try (Queue<List<Object>> q = Queue.create()) {
            ChildProcess<Void> p = QueueOfMixedContentTargets.put(q).start();
            System.out.println(q.take());
            p.join();
        }
    }
}
