package dev.offspring.channel;

/** What a block is used as; stands in its header and in every handle of it. From 128 on: those below are of other layers. */
final class Kinds {
    static final int QUEUE = 128;
    static final int PIPE = 129;
    static final int CONNECTION = 130;
    static final int CHUNK = 131;
    static final int MESSAGE = 132;

    private Kinds() {}
}
