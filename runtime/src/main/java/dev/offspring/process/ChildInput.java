package dev.offspring.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a child is told through its standard input: first what it must know to begin, then single words. The reader is {@link Lifeline}. */
final class ChildInput {
    /** How often, and in which steps, a process is waited for that is to say what its threads do. */
    private static final int DUMP_LOOKS = 40;

    private static final Duration DUMP_LOOK = Duration.ofMillis(10);

    private final OutputStream stream;

    /** What others tell the child that know of it already while it has not been told how to begin; null afterwards. */
    private @Nullable ByteArrayOutputStream early = new ByteArrayOutputStream();

    ChildInput(OutputStream stream) {
        this.stream = stream;
    }

    /** Tells it how to begin. Once. */
    synchronized void send(Boot boot) {
        try {
            boot.send(stream);
        } catch (IOException e) {
            // It has died already, as with a wrong JVM option; its exit and its standard error will say why.
        }
        hasBegun();
    }

    /** It knows how to begin. */
    synchronized void hasBegun() {
        ByteArrayOutputStream said = early;
        early = null;
        try {
            if (said != null && said.size() > 0) {
                said.writeTo(stream);
                stream.flush();
            }
        } catch (IOException e) {
            // It has died already.
        }
    }

    synchronized void tell(int word) {
        if (early != null) {
            early.write(word);
            return;
        }
        try {
            stream.write(word);
            stream.flush();
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** Asks what the child's threads do, and goes on when it has answered, has ended, or has not answered for a while. */
    void askForDump(ParentLink link, ChildEnd end, Runnable then) {
        tell(Lifeline.DUMP);
        look(link, end, then, DUMP_LOOKS);
    }

    private static void look(ParentLink link, ChildEnd end, Runnable then, int looks) {
        if (looks == 0 || end.isTold() || !link.dump().isEmpty()) {
            then.run();
        } else {
            var _ = Family.after(DUMP_LOOK, () -> look(link, end, then, looks - 1));
        }
    }

    /** That is the child's end, if it still lives. */
    void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // The pipe is broken, since nobody reads it any more: that is its end as well.
        }
    }
}
