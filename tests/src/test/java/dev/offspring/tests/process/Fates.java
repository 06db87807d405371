package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Processes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What ends the children of these tests. */
final class Fates {
    private Fates() {}

    /** Native code with a bug: touches the null address. */
    @ProcessTarget
    @SuppressWarnings("restricted")
    static void crash(String word, int number) {
        System.err.println("about to crash with " + word);
        MemorySegment.ofAddress(0).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, number);
    }

    @ProcessTarget
    static void halt(int status) {
        Runtime.getRuntime().halt(status);
    }

    @ProcessTarget
    static void waitForEver() throws InterruptedException {
        System.out.println("pid " + Processes.current().pid());
        new CountDownLatch(1).await();
    }

    @ProcessTarget(timeout = "600ms")
    static void spin() throws InterruptedException {
        Thread.ofPlatform().daemon().name("bystander").start(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (true) {
            Thread.onSpinWait();
        }
    }

    @ProcessTarget
    static int hoard() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[1 << 20]);
        }
        return all.size();
    }

    @ProcessTarget
    static void take(Object anything) {
        Runtime.getRuntime().halt(anything.hashCode() == 0 ? 4 : 5);
    }
}
