package dev.offspring.process;

/** What a child does when its parent is gone. */
public enum Orphan {
    /** It halts at once, however the parent ended. */
    END,
    /**
     * It goes on without a parent, on which it depends no more when {@code start()} has returned. Its result is lost. Daemons
     * cannot be started so, nor children whose output passes through the parent; {@link Output#AUTO} counts as
     * {@link Output#INHERIT}.
     */
    KEEP
}
