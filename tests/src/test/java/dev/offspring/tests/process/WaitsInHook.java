package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Event;
import java.util.concurrent.TimeUnit;

/** A program that exits while a shutdown hook of its own waits for its children, and what hears of each one's end for the other. */
final class WaitsInHook {
    private WaitsInHook() {}

    @ProcessTarget
    static void sleep(Event begun) throws InterruptedException {
        begun.set();
        TimeUnit.MINUTES.sleep(5);
    }

    public static void main(String[] args) throws InterruptedException {
        ChildProcess<Void> child = begun();
        ChildProcess<Void> other = begun();
        var _ = child.onExit().thenRun(() -> join(other));
        var _ = other.onExit().thenRun(() -> join(child));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            join(child);
            join(other);
            System.out.println("the hook has seen the children's ends");
        }));
        System.exit(3);
    }

    /** A JVM that is ended while it boots may say something of its own. */
    private static ChildProcess<Void> begun() throws InterruptedException {
        Event begun = Event.create();
        ChildProcess<Void> child = WaitsInHookTargets.sleep(begun).start();
        begun.await();
        return child;
    }

    private static void join(ChildProcess<?> child) {
        try {
            child.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
