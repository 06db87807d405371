package dev.offspring.benchmark;

import dev.offspring.process.ChildProcess;
import java.util.ArrayList;
import java.util.List;

/** Starts and joins many processes of an empty target: one after the other, then all at once. */
public final class StartMany {
    private StartMany() {}

    public static void main(String[] args) throws InterruptedException {
        int count = Integer.parseInt(args[0]);
        join(StartLoopTargets.empty().start());
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            join(StartLoopTargets.empty().start());
        }
        System.out.println("ours.sequence " + millisSince(begin));
        begin = System.nanoTime();
        List<ChildProcess<?>> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(StartLoopTargets.empty().start());
        }
        for (ChildProcess<?> child : children) {
            join(child);
        }
        System.out.println("ours.crowd " + millisSince(begin));
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void join(ChildProcess<?> child) throws InterruptedException {
        child.join();
        if (child.exitCode().orElseThrow() != 0) {
            throw new IllegalStateException("the child ended with " + child.exitCode());
        }
    }
}
