package dev.offspring.process;

/** What a child does when its parent is gone. */
public enum Orphan {
    /** It halts at once, however the parent ended. */
    END,
    /** It goes on without a parent. Its result is lost; daemons cannot be started so. */
    KEEP
}
