package dev.offspring.sync;

/** What a block is used as; stands in its header and in every handle of it. From 64 on: those below are of shared values. */
final class Kinds {
    static final int LOCK = 64;
    static final int READ_WRITE_LOCK = 65;
    static final int CONDITION = 66;
    static final int SEMAPHORE = 67;
    static final int OWNED_SEMAPHORE = 68;
    static final int EVENT = 69;
    static final int BARRIER = 70;
    static final int COUNT_DOWN_LATCH = 71;

    /** Those of {@code dev.offspring.channel}, which has more: threads wait at these. */
    static final int QUEUE = 128;

    static final int PIPE = 129;

    private Kinds() {}
}
