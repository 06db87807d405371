package dev.offspring.process;

import dev.offspring.os.ControlGroup;

/**
 * Which deaths of children were the kernel's doing, because the memory of the control group was used up: as many of those by
 * SIGKILL as the group's counter says, since this process has begun to count.
 *
 * <p>The counter does not say who. A descendant further down that is killed for memory while somebody kills a child by hand makes
 * the two look alike.
 */
final class KillsForMemory {
    /** Those in the control group of this process. */
    static final KillsForMemory OWN = new KillsForMemory(ControlGroup.own());

    private final ControlGroup group;
    private long told = ControlGroup.UNKNOWN;
    private boolean begun;

    KillsForMemory(ControlGroup group) {
        this.group = group;
    }

    /** Before the first child may have died. */
    synchronized void begin() {
        if (!begun) {
            begun = true;
            told = group.killedForMemory();
        }
    }

    /** Whether there was one that nobody has been told of; the caller is told of it now. */
    synchronized boolean isOneMore() {
        if (told == ControlGroup.UNKNOWN || group.killedForMemory() <= told) {
            return false;
        }
        told++;
        return true;
    }
}
