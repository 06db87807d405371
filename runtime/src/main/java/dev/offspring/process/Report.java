package dev.offspring.process;

/** What a child says of itself in its link: a state, and bytes that belong to it. Untrusted until decoded. */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record Report(int state, int detail, byte[] bytes) {
    private static final byte[] NO_BYTES = {};

    static final Report NONE = new Report(LinkLayout.NEW, 0, NO_BYTES);

    /** Whether the target has not begun. */
    static boolean hasNotBegun(int state) {
        return state == LinkLayout.NEW || state == LinkLayout.INDEPENDENT;
    }

    /** Whether the target has come to its end, so that nothing better will follow. */
    static boolean isFinal(int state) {
        return state == LinkLayout.RETURNED || state == LinkLayout.THREW || state == LinkLayout.MISMATCH;
    }
}
