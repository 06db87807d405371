package dev.offspring.benchmark;

import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param name what is measured, and against what
 * @param ours the key of our measurement
 * @param peer the key of the peer's
 * @param unit of both
 * @param better which of two measurements is the better one
 * @param goal what the ratio should reach, or nothing for a figure that is only reported
 */
record Figure(String name, String ours, String peer, String unit, Better better, OptionalDouble goal) {

    enum Better {
        LOWER,
        HIGHER
    }

    static Figure lower(String name, String ours, String peer, String unit) {
        return new Figure(name, ours, peer, unit, Better.LOWER, OptionalDouble.empty());
    }

    static Figure higher(String name, String ours, String peer, String unit) {
        return new Figure(name, ours, peer, unit, Better.HIGHER, OptionalDouble.empty());
    }

    Figure goal(double ratio) {
        return new Figure(name, ours, peer, unit, better, OptionalDouble.of(ratio));
    }

    /** How many times as good ours is as the peer's. */
    double ratio(double oursMeasured, double peerMeasured) {
        return better == Better.LOWER ? peerMeasured / oursMeasured : oursMeasured / peerMeasured;
    }
}
