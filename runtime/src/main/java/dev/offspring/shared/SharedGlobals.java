package dev.offspring.shared;

import dev.offspring.memory.Globals;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * The shared static fields of a class: one struct for the whole session. Generated accessors extend it.
 *
 * <p>Each process puts the first values together for itself, from the class's own static fields, and only then the first
 * one copies them in: no code of the user's runs while others wait.
 */
public abstract class SharedGlobals extends SharedStruct {
    /**
     * The session's struct of this name; made now if this process is the first that asks.
     *
     * @throws dev.offspring.error.SessionException if another process has it with another layout
     */
    // The first values are asked of an object that is not made yet: it has no state of its own.
    @SuppressWarnings("this-escape")
    protected SharedGlobals(String name, long layoutHash, long bytes) {
        super(Cells.scratch(bytes), 0, false);
        Cells scratch = cells();
        Supplier<MemorySegment> firstValues = () -> {
            firstValues(new Scratch(scratch));
            return scratch.bytes();
        };
        become(Cells.of(Globals.find(name, layoutHash, firstValues, scratch::discard)));
    }

    private SharedGlobals(Cells scratch) {
        super(scratch, 0, false);
    }

    /** Writes the first values into {@code scratch}, which is memory of this process alone. */
    protected abstract void firstValues(SharedGlobals scratch);

    private static final class Scratch extends SharedGlobals {
        Scratch(Cells cells) {
            super(cells);
        }

        @Override
        protected void firstValues(SharedGlobals scratch) {}
    }
}
