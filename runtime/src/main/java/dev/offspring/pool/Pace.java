package dev.offspring.pool;

import java.util.concurrent.TimeUnit;

/**
 * How much a worker should be given: so much that it has work for a few milliseconds, by the time that its tasks took. The shorter
 * they are, the more are given at once. Used under the crew's lock.
 */
final class Pace {
    /** So long the given tasks of a worker should take together. */
    private static final long GIVEN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final int FIRST_ALLOWANCE = 2;
    private static final int MOST_GIVEN = 1 << 14;

    /** What it is given should come in so many messages: when it has done one, the next is there. */
    private static final int MESSAGES = 4;

    /** Each new time counts so much in the mean. */
    private static final double WEIGHT = 1.0 / 16;

    private int allowance = FIRST_ALLOWANCE;
    private double meanNanos;

    /** So many tasks took so long each. */
    void took(long nanos, int tasks) {
        double weight = meanNanos == 0 ? 1 : Math.min(1, tasks * WEIGHT);
        meanNanos += (nanos - meanNanos) * weight;
    }

    /** After some answers: how much it gets at a time from now on. */
    void adapt() {
        int fitting = (int) Math.min(MOST_GIVEN, GIVEN_NANOS / Math.max(1, meanNanos));
        allowance = Math.max(FIRST_ALLOWANCE, Math.min(fitting, 2 * allowance));
    }

    /** How many tasks at a time are of use to it. */
    int allowance() {
        return allowance;
    }

    /** How many tasks should come in one message. */
    int together() {
        return Math.max(1, allowance / MESSAGES);
    }

    /** Whether so many tasks will take longer than that; they may, if that is not known. */
    boolean mayTakeLonger(int tasks, long nanos) {
        return meanNanos == 0 || tasks * meanNanos > nanos;
    }
}
