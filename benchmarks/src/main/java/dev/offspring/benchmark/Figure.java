package dev.offspring.benchmark;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param name what is measured, and against what
 * @param ours the key of our measurement
 * @param peer the key of the peer's, or nothing for a figure that stands alone
 * @param unit of both
 * @param better which of two measurements is the better one
 * @param goal what the ratio should reach, or, of a figure that stands alone, the measurement itself; or nothing for one that
 *     is only reported
 */
record Figure(String name, String ours, Optional<String> peer, String unit, Better better, OptionalDouble goal) {

    enum Better {
        LOWER,
        HIGHER
    }

    static Figure lower(String name, String ours, String peer, String unit) {
        return new Figure(name, ours, Optional.of(peer), unit, Better.LOWER, OptionalDouble.empty());
    }

    static Figure higher(String name, String ours, String peer, String unit) {
        return new Figure(name, ours, Optional.of(peer), unit, Better.HIGHER, OptionalDouble.empty());
    }

    /** A figure that has no peer and should be this at the most. */
    static Figure atMost(String name, String ours, String unit, double most) {
        return new Figure(name, ours, Optional.empty(), unit, Better.LOWER, OptionalDouble.of(most));
    }

    /** A figure that has no peer and should be this at the least. */
    static Figure atLeast(String name, String ours, String unit, double least) {
        return new Figure(name, ours, Optional.empty(), unit, Better.HIGHER, OptionalDouble.of(least));
    }

    Figure goal(double ratio) {
        return new Figure(name, ours, peer, unit, better, OptionalDouble.of(ratio));
    }

    /** How many times as good ours is as the peer's. */
    double ratio(double oursMeasured, double peerMeasured) {
        return better == Better.LOWER ? peerMeasured / oursMeasured : oursMeasured / peerMeasured;
    }

    /** Whether the goal is missed by this ratio, or, if it stands alone, by this measurement. */
    boolean isMissed(double reached) {
        if (goal.isEmpty()) {
            return false;
        }
        boolean isBound = peer.isEmpty() && better == Better.LOWER;
        return isBound ? reached > goal.getAsDouble() : reached < goal.getAsDouble();
    }
}
