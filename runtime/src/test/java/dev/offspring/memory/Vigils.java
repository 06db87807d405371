package dev.offspring.memory;

import java.util.concurrent.TimeUnit;

/** What tests know of the {@link Vigil}s of processes. */
public final class Vigils {
    private static final long MOST_SECONDS = 20;

    private Vigils() {}

    /** Until a thread of that process has slept so long that the process is told of deaths, where that is to be had. */
    public static void awaitKept(long pid) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!isKept(pid)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("pid " + pid + " keeps no vigil");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Whether that process is told of deaths, or cannot be. */
    public static boolean isKept(long pid) {
        Slots slots = Session.current().arena().slots();
        if (Waiting.Strategy.chosen() == Waiting.Strategy.PORTABLE) {
            return true;
        }
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (slots.isTaken(slot) && slots.pid(slot) == pid && slots.bell(slot) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** As if this process could wake nobody. */
    public static void distrust() {
        Session.current().arena().vigil().distrust();
    }

    /** All may rely on all. */
    public static void trust() {
        Mapping.INT.setVolatile(Session.current().arena().mapping().bytes(), SessionLayout.UNTOLD, 0);
    }
}
