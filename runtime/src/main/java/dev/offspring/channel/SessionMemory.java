package dev.offspring.channel;

import dev.offspring.memory.Session;
import java.lang.foreign.MemorySegment;

/** The memory of the session, as a constant: the JIT knows its bounds then, and an access is little more than a comparison. */
final class SessionMemory {
    /** Whoever asks has a block in it, so that the session is open. */
    static final MemorySegment MEMORY = Session.current().memory();

    private SessionMemory() {}
}
