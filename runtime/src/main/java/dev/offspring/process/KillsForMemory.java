package dev.offspring.process;

import dev.offspring.os.ControlGroup;

/**
 * Which deaths of children were the kernel's doing, because the memory of the control group was used up: of those by SIGKILL that
 * did not come from this process, as many as the group's counter has grown by since the child began; and each kill explains one death.
 *
 * <p>The counter does not say who. Where the kernel kills some other process of the group, and somebody a child that lived then by
 * hand, the two look alike.
 */
final class KillsForMemory {
    /** Those in the control group of this process. */
    static final KillsForMemory OWN = new KillsForMemory(ControlGroup.own());

    private final ControlGroup group;

    /** What the counter was at the last kill that has explained a death, or could no more explain one. */
    private long told = ControlGroup.UNKNOWN;

    KillsForMemory(ControlGroup group) {
        this.group = group;
    }

    /** What the counter says; to be asked when a child begins, or soon after it has become one that was a spare. */
    long count() {
        return group.killedForMemory();
    }

    /** Whether this death was the kernel's doing: a kill that explains it explains no other's. */
    boolean explains(Watch.Exit exit) {
        return exit.isByKill() && isOneMoreThan(exit.killsBefore());
    }

    /** Whether there was one since the counter said {@code before} that has explained no death yet; it explains the caller's now. */
    synchronized boolean isOneMoreThan(long before) {
        if (before == ControlGroup.UNKNOWN) {
            return false;
        }
        told = Math.max(told, before);
        if (count() <= told) {
            return false;
        }
        told++;
        return true;
    }
}
