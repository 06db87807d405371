package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;

/**
 * Ordinary statics are per process; shared ones are not.
 *
 * <p>Python: {@code global num; num += 1} in a child prints 101 there, and the parent's {@code num} is still 100. Beside
 * it the same with a {@code @Shared static} field, through its generated accessor: both sides say 101.
 */
public final class GlobalVariables {
    private static int num = 100;

    @Shared
    static int sharedNum = 100;

    private GlobalVariables() {}

    @ProcessTarget
    static void run() {
        System.out.println("child process starts");
        num += 1;
        System.out.println("child process num: " + num);
        System.out.println("child process shared num: " + GlobalVariablesShared.addAndGetSharedNum(1));
        System.out.println("child process ends");
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println("parent process starts");
        GlobalVariablesTargets.run().start().join();
        System.out.println("parent process ends. num: " + num);
        System.out.println("parent process ends. shared num: " + GlobalVariablesShared.sharedNum());
    }
}
