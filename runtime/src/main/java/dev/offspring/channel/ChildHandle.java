package dev.offspring.channel;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A child process, as far as channels have to do with it. Implemented by {@code ChildProcess} alone. */
public non-sealed interface ChildHandle extends Selectable {
    /** Its process id. */
    long pid();

    /** Its name. */
    String name();

    /** Whether it has ended, and how is known. */
    boolean hasEnded();

    /** Completed when it has ended, and never exceptionally. */
    CompletableFuture<? extends ChildHandle> onExit();

    /** Why it ended without a result, in words; empty while it is alive, and if its target returned. */
    Optional<String> failure();
}
