package dev.offspring.tests.pool;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Worker;
import dev.offspring.shared.SharedIntArray;

/** Tasks so short that they travel together; a few of them go wrong. */
final class Tiny {
    private Tiny() {}

    /** Where steps are counted; not their argument, for what carries something travels alone. */
    @ProcessTarget
    static void open(SharedIntArray begun) {
        Worker.current().state().put("begun", begun);
    }

    /** Counts that it was begun; what it does then, its number says. */
    @ProcessTarget
    static int step(int number) {
        int before = Worker.current().state("begun", SharedIntArray.class).getAndAdd(number, 1);
        switch (Fate.of(number)) {
            case RETURNS -> {}
            case THROWS -> throw new IllegalArgumentException("no " + number);
            case DIES -> Runtime.getRuntime().halt(7);
            case DIES_ONCE -> {
                if (before == 0) {
                    Runtime.getRuntime().halt(7);
                }
            }
            case HANGS -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
        }
        return -number;
    }

    @ProcessTarget
    static String text(int number) {
        return "n" + number;
    }

    /** What becomes of a step. */
    enum Fate {
        RETURNS,
        THROWS,
        DIES,
        DIES_ONCE,
        HANGS;

        static final int PERIOD = 5_000;

        static Fate of(int number) {
            return switch (number % PERIOD) {
                case 1_500, 1_501, 3_333 -> THROWS;
                case 2_000 -> DIES;
                case 4_000 -> DIES_ONCE;
                case 4_400 -> number < PERIOD ? HANGS : RETURNS;
                default -> RETURNS;
            };
        }
    }
}
