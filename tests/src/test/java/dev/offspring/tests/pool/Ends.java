package dev.offspring.tests.pool;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.sync.Event;
import java.time.Duration;

/** Tasks of a pool that get ends of pipes, and give them. */
final class Ends {
    private Ends() {}

    /** Has the end until it is told to go on. */
    @ProcessTarget
    static boolean say(Connection<Note> out, String text, Event goOn) throws InterruptedException {
        out.send(new Note(text));
        return goOn.await(Duration.ofSeconds(60));
    }

    @ProcessTarget
    static void sayAndFail(Connection<Note> out) {
        out.send(new Note("before it failed"));
        throw new IllegalStateException("as it should");
    }

    @ProcessTarget
    static void sayAndDie(Connection<Note> out) {
        out.send(new Note("before it died"));
        Runtime.getRuntime().halt(7);
    }

    @ProcessTarget
    static int count(Connection<Note> in) throws InterruptedException {
        int count = 0;
        try {
            while (true) {
                Note ignored = in.receive();
                count++;
            }
        } catch (EndOfStreamException e) {
            return count;
        }
    }

    /** Gives the end on to whoever gets the result. */
    @ProcessTarget
    static Connection<Note> pass(Connection<Note> end) {
        return end;
    }

    /** A pipe of its own, of which it gives the end that receives. */
    @ProcessTarget
    static Connection<Note> listen() {
        Pipe<Note> pipe = NotePipe.simplex();
        pipe.second().send(new Note("from a worker"));
        pipe.second().close();
        return pipe.first();
    }
}
