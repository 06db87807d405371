package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.process.Processes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ten tasks for four workers; each says when it begins, when it ends, and in which process.
 *
 * <p>Python: {@code p = Pool(4); p.apply_async(run, args=(i,)); p.close(); p.join(); p.terminate()}. Here {@code shutdown()} takes
 * no more tasks, {@code awaitTermination} waits for those that there are, and {@code close()}, which the {@code try} calls, has
 * nothing left to end. A pool starts no more workers than it has tasks.
 */
public final class PoolOfFour {
    private static final int WORKERS = 4;
    private static final int TASKS = 10;

    private PoolOfFour() {}

    @ProcessTarget
    static void run(int name) throws InterruptedException {
        long pid = Processes.current().pid();
        System.out.printf("child process %d begins, process id: %d%n", name, pid);
        long start = System.nanoTime();
        Thread.sleep(100L * ThreadLocalRandom.current().nextInt(1, 5));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "child process %d ends, process id: %d. it took %.2f s%n", name, pid, seconds);
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println("parent process begins");
        try (Pool p = Pool.of(WORKERS)) {
            for (int i = 0; i < TASKS; i++) {
                var _ = p.submit(PoolOfFourTargets.run(i));
            }
            p.shutdown();
            boolean ended = p.awaitTermination(Duration.ofMinutes(1));
            System.out.println(ended ? "parent process ends." : "after a minute there is still work");
        }
    }
}
