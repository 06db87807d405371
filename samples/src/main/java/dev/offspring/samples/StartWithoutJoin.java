package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;

/**
 * A process that is started and not waited for: the parent's last line comes before the child's first.
 *
 * <p>Python: {@code p.start()} with {@code p.join()} commented out. The parent reaches the end of {@code main} at once;
 * an ordinary child keeps it alive all the same, as a non-daemon thread would.
 */
public final class StartWithoutJoin {
    private StartWithoutJoin() {}

    @ProcessTarget
    static void run() throws InterruptedException {
        System.out.println("child process starts");
        Thread.sleep(2_000);
        System.out.println("child process ends");
    }

    public static void main(String[] args) {
        System.out.println("parent process starts");
        StartWithoutJoinTargets.run().start();
        System.out.println("parent process ends");
    }
}
