package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Queue;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import java.util.List;

/**
 * One child writes into a queue, another reads from it for ever, until the parent terminates it.
 *
 * <p>Python: {@code q.get(True)} in a loop without an end, and {@code pr.terminate()}. Who is killed while he waits for a queue
 * leaves nothing behind that could stop the others. (A reader that is told when there is nothing more to come ends by itself:
 * {@code for (String value : q.untilShutdown())}.)
 */
public final class WriterAndReader {
    private static final int PAUSE_MILLIS = 100;

    private WriterAndReader() {}

    @ProcessTarget
    static void write(Queue<String> q) throws InterruptedException {
        System.out.println("write process starts: " + Processes.current().pid());
        for (String i : List.of("A", "B", "C", "D")) {
            q.put(i);
            Thread.sleep(PAUSE_MILLIS);
        }
        System.out.println("write process ends: " + Processes.current().pid());
    }

    @ProcessTarget
    static void read(Queue<String> q) throws InterruptedException {
        System.out.println("read process starts: " + Processes.current().pid());
        while (true) {
            System.out.println(q.take());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        try (Queue<String> q = Queue.create()) {
            ChildProcess<Void> pw = WriterAndReaderTargets.write(q).start();
            ChildProcess<Void> pr = WriterAndReaderTargets.read(q).start();
            pw.join();
            while (!q.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS); // the reader's JVM may have come later than the last letter
            }
            Thread.sleep(PAUSE_MILLIS);
            pr.terminate(); // it would never end
            pr.join();
            System.out.println("parent process ends");
        }
    }
}
