package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;

/** A record of four fields, whose serialiser is generated because a target takes it. */
public record Trade(int id, String symbol, long cents, boolean bought) {
    static final Trade EXAMPLE = new Trade(4_711, "OFFSPRING", 12_345_678_901L, true);

    @ProcessTarget
    static Trade echo(Trade trade) {
        return trade;
    }
}
