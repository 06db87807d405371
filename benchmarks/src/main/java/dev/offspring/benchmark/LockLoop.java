package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.sync.Lock;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.locks.ReentrantLock;

/** Locks and unlocks what nobody else wants, in a child that got the lock as an argument: ours, and the JDK's. */
public final class LockLoop {
    private static final int LAPS = 20;

    private LockLoop() {}

    @ProcessTarget
    static double ours(Lock lock, int times) throws InterruptedException, BrokenBarrierException {
        return nanosPerPair(lock, times);
    }

    @ProcessTarget
    static double plain(int times) throws InterruptedException, BrokenBarrierException {
        return nanosPerPair(new ReentrantLock(), times);
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing happens between the two that could throw
    private static double nanosPerPair(java.util.concurrent.locks.Lock lock, int times)
            throws InterruptedException, BrokenBarrierException {
        return Laps.median(Laps.nanos(LAPS, () -> {
                    for (int i = 0; i < times; i++) {
                        lock.lock();
                        lock.unlock();
                    }
                }))
                / times;
    }

    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[0]);
        try (var lock = Lock.create()) {
            System.out.println(
                    "ours.lock " + LockLoopTargets.ours(lock, times).start().result());
            System.out.println(
                    "plain.lock " + LockLoopTargets.plain(times).start().result());
        }
    }
}
