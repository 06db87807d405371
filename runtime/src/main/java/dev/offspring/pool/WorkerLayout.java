package dev.offspring.pool;

/**
 * The file that a pool and one of its workers share, and nobody else maps. Each of its words is on lines of its own, for one of
 * the two writes it again and again.
 *
 * <pre>
 *  0      128        256      384        512      640     768      896      1024      1152        1280       1408       4096
 *  +------+----------+--------+----------+--------+-------+--------+--------+---------+-----------+----------+----------+-------+---------+
 *  | magic| tasks    | tasks  | results  | results| begun | worker | parent | wake at | interrupt | parent   | worker   | tasks | results |
 *  |      | written  | read   | written  | read   |       | bell   | bell   |         |           | can wake | can wake | ring  | ring    |
 *  +------+----------+--------+----------+--------+-------+--------+--------+---------+-----------+----------+----------+-------+---------+
 *   parent  parent     worker   worker     parent   both    both     both     parent    parent      parent     worker     parent  worker
 *
 *  a frame in a ring:  | detail 24 | kind 8 | length 32 | content, padded to 8 bytes |
 *  begun:              | number of the task that was begun last 63 | frozen 1 |
 * </pre>
 *
 * {@code written} and {@code read} count bytes, and are published by a release store; a place in a ring is such a count, modulo
 * its size. There is one producer and one consumer for each ring, as in Lamport's queue (1983), and when the worker dies nobody
 * repairs anything: what it had published is read, and the file is thrown away.
 *
 * <p>Who may begin a task, {@code begun} says: the worker begins the next one by a compare-and-set, and the parent takes back
 * what was not begun by setting {@code frozen} in the same word. A worker that finds it frozen skips what it was given before
 * the next {@link #RESUME}.
 */
final class WorkerLayout {
    static final int MAGIC = 0;
    static final long MAGIC_VALUE = 0x0FF5_0002_0000_0002L;

    private static final int LINES = 128;
    static final int TASKS_WRITTEN = LINES;
    static final int TASKS_READ = 2 * LINES;
    static final int RESULTS_WRITTEN = 3 * LINES;
    static final int RESULTS_READ = 4 * LINES;
    static final int BEGUN = 5 * LINES;
    static final int WORKER_BELL = 6 * LINES;
    static final int PARENT_BELL = 7 * LINES;
    static final int WAKE_AT = 8 * LINES;
    static final int INTERRUPT = 9 * LINES;
    static final int PARENT_CAN_WAKE = 10 * LINES;
    static final int WORKER_CAN_WAKE = 11 * LINES;
    static final int TASKS = 4096;
    static final int RING_BYTES = 1 << 18;
    static final int RESULTS = TASKS + RING_BYTES;
    static final int BYTES = RESULTS + RING_BYTES;

    // From the parent.
    /** A class name and a fingerprint; the detail is the number by which tasks will name this target. */
    static final int TARGET = 1;

    /** Arguments; the detail is the target's number. */
    static final int RUN = 2;

    /** The same with a parcel before them. */
    static final int RUN_WITH_PARCEL = 3;

    /** The context of the next task. */
    static final int CONTEXT = 4;

    /** What was given before and not begun is taken back; the number of the next task. */
    static final int RESUME = 5;

    /** There is nothing more to do. */
    static final int END = 6;

    /** The parts that came last are of a message that was taken back: its end will not come. */
    static final int VOID = 7;

    // From the worker; the detail of the end of a task is how long it took: see Ticks.
    /** The initialiser has returned; how many nanoseconds that took. */
    static final int READY = 16;

    /** A result. */
    static final int RETURNED = 17;

    /** The same with a parcel before it. */
    static final int RETURNED_WITH_PARCEL = 18;

    /** What a task threw. */
    static final int THREW = 19;

    /** What a task threw when the memory was full: the worker had better be replaced. */
    static final int EXHAUSTED = 20;

    /** The worker has another version of the target: what it is made of there. */
    static final int OTHER_VERSION = 21;

    /** What the initialiser threw. */
    static final int NOT_READY = 22;

    /** A record for the parent's log. */
    static final int LOG = 23;

    /** Arguments of several tasks, as {@link Frames}; the detail is their target's number. From the parent. */
    static final int RUN_EACH = 8;

    /** Results of several tasks, as {@link Frames}: what the parent makes of them, and nobody sends. */
    static final int RETURNED_EACH = 24;

    /** From both: a part of a message; the frame that ends the message says what it is. */
    static final int FRAGMENT = 32;

    private WorkerLayout() {}
}
