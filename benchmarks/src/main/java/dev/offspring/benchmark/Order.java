package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessMessage;

/** A record of four fields, whose serialiser is generated. */
@ProcessMessage
record Order(int id, long cents, double weight, String symbol) {
    static Order of(int id) {
        return new Order(id, 12_345_678_901L, 0.75, "OFFSPRING");
    }
}
