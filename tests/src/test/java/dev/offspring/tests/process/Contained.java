package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Event;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that uses a bit of everything, to be run where little is allowed. */
final class Contained {
    private static final long PIECE = 32L << 20;

    private Contained() {}

    @ProcessTarget
    static long add(SharedInt value, int times, Event done) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            value.addAndGet(1);
        }
        done.set();
        return Runtime.getRuntime().maxMemory() >> 20;
    }

    @ProcessTarget
    static String nested(SharedInt value) throws InterruptedException {
        try (Event done = Event.create();
                ChildProcess<Long> child =
                        ContainedTargets.add(value, 1_000, done).start()) {
            done.await();
            return "heap " + child.result();
        }
    }

    @ProcessTarget
    static void stay(Event there) throws InterruptedException {
        there.set();
        new CountDownLatch(1).await();
    }

    /** Takes memory outside the heap until the kernel has enough of it; where it does not mind, ends the same way. */
    @ProcessTarget
    static void takeMemory(int pieces) throws Exception {
        for (int i = 0; i < pieces; i++) {
            Arena.global().allocate(PIECE); // it is zeroed, so that it is really taken
        }
        new ProcessBuilder("kill", "-9", Long.toString(Processes.current().pid()))
                .start()
                .waitFor();
        new CountDownLatch(1).await();
    }

    /** A parent that asks for memory while a child takes all may be killed as well: it has what it needs soon after its first start. */
    private static void awaitSettled() throws InterruptedException {
        DeedsTargets.nothing().start().join();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("offspring-settling") && !thread.join(Duration.ofSeconds(20))) {
                throw new AssertionError(thread + " goes on: " + List.of(thread.getStackTrace()));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            awaitSettled();
            try (ChildProcess<Void> child = ContainedTargets.takeMemory(Integer.parseInt(args[0]))
                    .process()
                    .heap("32m")
                    .start()) {
                child.join();
                System.out.println("cause " + child.exitCause().orElseThrow().description());
            }
            return;
        }
        System.out.println("pid " + Processes.current().pid());
        System.out.println("processors " + Processes.cpuCount());
        try (SharedInt value = SharedInt.create(0);
                Event there = Event.create()) {
            try (ChildProcess<String> child = ContainedTargets.nested(value).start()) {
                System.out.println(child.result());
            }
            System.out.println("value " + value.get());
            try (ChildProcess<Void> child = ContainedTargets.stay(there).start()) {
                there.await();
                child.kill();
                child.join();
                System.out.println("cause " + child.exitCause().orElseThrow().description());
            }
        }
    }
}
