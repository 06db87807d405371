package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import java.util.ArrayList;
import java.util.List;

/** Starts and joins an empty target: the first of this process's life, then a number of them. */
public final class StartLoop {
    private StartLoop() {}

    @ProcessTarget
    static void empty() {}

    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[0]);
        System.out.println("ours.first " + startAndJoinMillis());
        startAndJoinMillis();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            millis.add(startAndJoinMillis());
        }
        System.out.println("ours.start " + Samples.median(millis));
    }

    private static double startAndJoinMillis() throws InterruptedException {
        long begin = System.nanoTime();
        var child = StartLoopTargets.empty().start();
        child.join();
        long end = System.nanoTime();
        if (child.exitCode().orElseThrow() != 0) {
            throw new IllegalStateException("the child ended with " + child.exitCode());
        }
        return (end - begin) / 1e6;
    }
}
