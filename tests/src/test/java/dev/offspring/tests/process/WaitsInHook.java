package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Event;
import java.util.concurrent.TimeUnit;

/** A program that exits while a shutdown hook of its own waits for its child. */
final class WaitsInHook {
    private WaitsInHook() {}

    @ProcessTarget
    static void sleep(Event begun) throws InterruptedException {
        begun.set();
        TimeUnit.MINUTES.sleep(5);
    }

    public static void main(String[] args) throws InterruptedException {
        Event begun = Event.create();
        ChildProcess<Void> child = WaitsInHookTargets.sleep(begun).start();
        begun.await(); // a JVM that is ended while it boots may say something of its own
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
