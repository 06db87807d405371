package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;

/** A program that exits while a shutdown hook of its own waits for its child. */
final class WaitsInHook {
    private WaitsInHook() {}

    public static void main(String[] args) {
        ChildProcess<Void> child = DeedsTargets.sleep(300_000).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                child.join();
                System.out.println("the hook has seen the child's end");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        System.exit(3);
    }
}
