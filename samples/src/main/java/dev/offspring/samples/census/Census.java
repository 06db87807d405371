package dev.offspring.samples.census;

import dev.offspring.annotation.Shared;

/** What the processes of a census count into: a template, from which {@code CensusShared} is generated. */
public final class Census {
    @Shared
    long classes;

    @Shared
    long methods;

    @Shared(length = Tally.OPCODES)
    long[] opcodes;
}
