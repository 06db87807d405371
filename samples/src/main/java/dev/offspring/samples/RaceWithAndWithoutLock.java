package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Output;
import dev.offspring.process.Task;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Lock;

/**
 * Two processes add to one shared number, one of them 1 and the other 3, five times each: first as they like, then with a
 * lock.
 *
 * <p>Python: {@code v = mp.Value('i', 0)}, {@code l = mp.Lock()}, {@code l.acquire()}. Without a lock the two get in each
 * other's way: their numbers are mixed, and {@code v.set(v.get() + num)} may lose what the other has added between its two
 * halves. With the lock around its run, each is alone from its first number to its last.
 */
public final class RaceWithAndWithoutLock {
    private static final int TIMES = 5;
    private static final int PAUSE_MILLIS = 100;

    private RaceWithAndWithoutLock() {}

    @ProcessTarget
    static void race(SharedInt v, int num) throws InterruptedException {
        addAndPrint(v, num);
    }

    @ProcessTarget
    static void inTurn(SharedInt v, int num, Lock l) throws InterruptedException {
        try (var _ = l.hold()) {
            addAndPrint(v, num);
        }
    }

    private static void addAndPrint(SharedInt v, int num) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            Thread.sleep(PAUSE_MILLIS); // so that the other has its chance
            v.set(v.get() + num);
            System.out.print(v.get() + "|");
            System.out.flush();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        try (var v = SharedInt.create(0)) {
            System.out.print("without a lock: ");
            both(RaceWithAndWithoutLockTargets.race(v, 1), RaceWithAndWithoutLockTargets.race(v, 3));
            System.out.println(" in the end: " + v.get());
        }
        try (var v = SharedInt.create(0);
                var l = Lock.create()) {
            System.out.print("with a lock: ");
            both(RaceWithAndWithoutLockTargets.inTurn(v, 1, l), RaceWithAndWithoutLockTargets.inTurn(v, 3, l));
            System.out.println(" in the end: " + v.get());
        }
    }

    private static void both(Task<Void> first, Task<Void> second) throws InterruptedException {
        System.out.flush();
        ChildProcess<Void> p1 = start(first);
        ChildProcess<Void> p2 = start(second);
        p1.join();
        p2.join();
    }

    /** Straight to where this process prints: through it, output goes by whole lines, and there are none. */
    private static ChildProcess<Void> start(Task<Void> task) {
        return task.process().output(Output.INHERIT).start();
    }
}
