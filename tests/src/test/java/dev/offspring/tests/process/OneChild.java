package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;

/** A program that starts one child and prints what it says. */
final class OneChild {
    private OneChild() {}

    public static void main(String[] args) throws Exception {
        try (ChildProcess<String> child = DeedsTargets.echo("one child").start()) {
            System.out.println(child.result());
        }
    }
}
