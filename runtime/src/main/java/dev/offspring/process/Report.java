package dev.offspring.process;

/**
 * What a child says of itself in its link: a state, and bytes that belong to it. Untrusted until decoded.
 *
 * @param signal that made it exit; or 0
 * @param dump what its threads did before it was ended for its time, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record Report(int state, int detail, byte[] bytes, int signal, String dump) {
    static final Report NONE = new Report(LinkLayout.NEW, 0, new byte[0], 0, "");

    /** Whether the target has not begun. */
    static boolean hasNotBegun(int state) {
        return state == LinkLayout.NEW || state == LinkLayout.INDEPENDENT;
    }

    /** Whether the target has come to its end, so that nothing better will follow. */
    static boolean isFinal(int state) {
        return state == LinkLayout.RETURNED || state == LinkLayout.THREW || state == LinkLayout.MISMATCH;
    }
}
