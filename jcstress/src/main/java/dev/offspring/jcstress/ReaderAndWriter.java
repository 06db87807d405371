package dev.offspring.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.offspring.sync.ReadWriteLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A reader counts itself and then looks for a writer, a writer locks and then looks for readers: never both are in. */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 1"},
        expect = ACCEPTABLE,
        desc = "the reader came before the writer, or after it")
@State
public class ReaderAndWriter {
    private final ReadWriteLock lock = ReadWriteLock.create();
    private int first;
    private int second;

    @Actor
    public void writer() {
        lock.writeLock().lock();
        try {
            first = 1;
            second = 1;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Actor
    public void reader(II_Result result) {
        lock.readLock().lock();
        try {
            result.r1 = first;
            result.r2 = second;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Arbiter
    public void after(II_Result result) {
        lock.close();
    }
}
