package dev.offspring.tests.process;

import dev.offspring.error.StartException;
import dev.offspring.process.ChildProcess;

/** A program that thinks of its first child when it ends. */
final class StartsInHook {
    private StartsInHook() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (ChildProcess<Void> child = DeedsTargets.nothing().start()) {
                System.out.println("started " + child);
            } catch (StartException e) {
                System.out.println(e.getMessage());
            }
        }));
    }
}
