package dev.offspring.benchmark;

import dev.offspring.sync.Lock;
import java.util.concurrent.BrokenBarrierException;

/** Makes and closes locks, one after the other. */
final class LockMaking {
    private static final int LAPS = 20;

    private LockMaking() {}

    public static void main(String[] args) throws InterruptedException, BrokenBarrierException {
        int times = Integer.parseInt(args[0]);
        double nanos = Laps.median(Laps.nanos(LAPS, () -> {
            for (int i = 0; i < times; i++) {
                Lock.create().close();
            }
        }));
        System.out.println("ours.locks " + times * 1e9 / nanos);
    }
}
