package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.process.ChildProcess;
import java.util.Arrays;
import java.util.List;

/**
 * Two ends of a pipe: first both talk, then one only listens.
 *
 * <p>Python: {@code parent_conn, child_conn = Pipe()}, {@code conn.send([42, None, 'hello'])}, {@code conn.recv()},
 * {@code Pipe(duplex=False)}. The end that the child gets moves there: the parent need not close it, and when the child has
 * closed it, or has ended in whatever way, the parent comes to the end of what was sent.
 */
public final class TalkThroughPipe {
    private TalkThroughPipe() {}

    @ProcessTarget
    static void talk(Connection<List<Object>> conn) throws InterruptedException {
        conn.send(Arrays.asList(42, null, "hello"));
        System.out.println("child: " + conn.receive());
        conn.close();
    }

    @ProcessTarget
    static void tell(Connection<String> conn) {
        conn.send("one");
        conn.send("two");
    }

    public static void main(String[] args) throws InterruptedException {
        try (Pipe<List<Object>> pipe = Pipe.duplex()) {
            ChildProcess<Void> p = TalkThroughPipeTargets.talk(pipe.second()).start();
            System.out.println("parent: " + pipe.first().receive());
            pipe.first().send(List.of("and", "you?"));
            p.join();
        }
        try (Pipe<String> pipe = Pipe.simplex()) {
            ChildProcess<Void> p = TalkThroughPipeTargets.tell(pipe.second()).start();
            listen(pipe.first());
            p.join();
        }
    }

    private static void listen(Connection<String> conn) throws InterruptedException {
        try {
            while (true) {
                System.out.println("heard: " + conn.receive());
            }
        } catch (EndOfStreamException nothingMoreToCome) {
            System.out.println("that was all");
        }
    }
}
