package dev.offspring.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.offspring.sync.Lock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** How deep an owner is in a lock stands in a plain field of its process: it passes from owner to owner with the lock. */
@JCStressTest
@Outcome(id = "4, 2, 0", expect = ACCEPTABLE, desc = "each saw its own depth, no addition is lost, and it is free again")
@State
public class ReentrantDepth {
    private final Lock lock = Lock.create();
    private int sum;
    private int deep;

    @Actor
    public void one() {
        addTwice();
    }

    @Actor
    public void other() {
        addTwice();
    }

    private void addTwice() {
        lock.lock();
        try {
            sum++;
            lock.lock();
            try {
                sum++;
                deep += lock.getHoldCount() == 2 ? 1 : 0;
            } finally {
                lock.unlock();
            }
        } finally {
            lock.unlock();
        }
    }

    @Arbiter
    public void after(III_Result result) {
        result.r1 = sum;
        result.r2 = deep;
        result.r3 = lock.isLocked() ? 1 : 0;
        lock.close();
    }
}
