package dev.offspring.memory;

/**
 * What a process says of itself, for those who inspect the session: nothing depends on it.
 *
 * <pre>
 *  0               1024                     4096
 *  +---------------+------------------------+
 *  | 32 waits      | 96 events, a ring      |
 *  +---------------+------------------------+
 *
 *  wait:   | block (8) | kind (4) | (4) | thread (8) | since, epoch millis (8) |
 *  event:  | what (4)  | kind (4) | block (8) | thread (8) | when, epoch millis (8) |
 * </pre>
 *
 * Written by the process of the slot only, without any order among the fields but one: a wait's block and an event's
 * {@code what} are cleared first and written last.
 */
final class JournalLayout {
    static final long BYTES = 4096;

    static final int WAITS = 32;
    static final long ENTRY_BYTES = 32;

    static final long WAIT_BLOCK = 0;
    static final long WAIT_KIND = WAIT_BLOCK + Long.BYTES;
    static final long WAIT_THREAD = 16;
    static final long WAIT_SINCE = WAIT_THREAD + Long.BYTES;

    static final long EVENTS = WAITS * ENTRY_BYTES;
    static final int EVENT_COUNT = (int) ((BYTES - EVENTS) / ENTRY_BYTES);

    static final long EVENT_WHAT = 0;
    static final long EVENT_KIND = EVENT_WHAT + Integer.BYTES;
    static final long EVENT_BLOCK = EVENT_KIND + Integer.BYTES;
    static final long EVENT_THREAD = EVENT_BLOCK + Long.BYTES;
    static final long EVENT_TIME = EVENT_THREAD + Long.BYTES;

    private JournalLayout() {}

    static long offset(int slot) {
        return SessionLayout.JOURNALS + slot * BYTES;
    }
}
