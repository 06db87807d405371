package dev.offspring.tests.process;

import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that starts children in bursts, of two kinds, while its spares are counted all the time. Its argument says how many it keeps. It
 * prints "ok" if it has had so many, and never more.
 */
final class CountedSpares {
    private static final int BURSTS = 9;
    private static final long LOOK_NANOS = 500_000;

    private CountedSpares() {}

    public static void main(String[] args) throws Exception {
        int most = Integer.parseInt(args[0]);
        Processes.prestart(most);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService observer = Executors.newSingleThreadExecutor()) {
            Future<Integer> seen = observer.submit(() -> count(most, over));
            int warm = 0;
            try {
                for (int i = 0; i < BURSTS && !seen.isDone(); i++) {
                    // Every third is while spares boot that the burst before has used up.
                    Set<Long> ready = i % 3 == 2 ? Set.of() : SeenSpares.awaitReady(most);
                    warm += burst(1 + i % (most + 2), i / 2 % 2 == 1, ready);
                }
            } finally {
                over.set(true);
            }
            System.out.println("seen " + seen.get() + " warm " + warm);
            WarmStarts.check(seen.get() == most, "there were never as many as asked for");
            WarmStarts.check(warm > 0, "no spare has served");
        }
        System.out.println("ok");
    }

    /** Starts so many one after the other, and waits for them; how many of these spares have served. */
    private static int burst(int count, boolean otherKind, Set<Long> ready) throws InterruptedException {
        List<ChildProcess<String>> children = new ArrayList<>();
        int warm = 0;
        try {
            for (int i = 0; i < count; i++) {
                ChildBuilder<String> child = DeedsTargets.whoAmI().process();
                children.add((otherKind ? child.env("KIND", "other") : child).start());
                warm += ready.contains(children.getLast().pid()) ? 1 : 0;
            }
            for (ChildProcess<String> child : children) {
                WarmStarts.check(child.result().contains(child.name()), child.toString());
            }
        } finally {
            children.forEach(ChildProcess::close);
        }
        return warm;
    }

    /** The most that there were at once. */
    private static int count(int most, AtomicBoolean over) {
        int seen = 0;
        while (!over.get()) {
            Set<Long> spares = SeenSpares.unspent();
            WarmStarts.check(spares.size() <= most, "asked for " + most + ", there are " + spares);
            seen = Math.max(seen, spares.size());
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return seen;
    }
}
