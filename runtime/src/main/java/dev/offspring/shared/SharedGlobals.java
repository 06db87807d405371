package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import org.jspecify.annotations.Nullable;

/**
 * The shared static fields of a class: one block for each session, found by the class's name. The first process that uses
 * them gives them their first values; if it dies meanwhile, the next one does. Generated code makes views of it, as of an
 * outer struct; its own bytes are the scratch memory of the first values.
 */
public abstract class SharedGlobals extends SharedStruct {
    /** Null while the first values are being written. */
    private @Nullable Block home;

    /** Finds the block, or makes it. */
    // The override reads the template's static fields and writes to what it is given: nothing of a subclass's own state.
    @SuppressWarnings("this-escape")
    protected SharedGlobals(String name, long layoutHash, long bytes) {
        super(Block.scratch(Kinds.GLOBALS, bytes), 0);
        Session session = Session.current();
        // User code must not run while others wait, so the values are computed before it is known whether they are needed.
        if (!session.hasGlobal(name)) {
            firstValues(this);
        }
        home = session.global(name, Kinds.GLOBALS, layoutHash, bytes, made -> made.segment().copyFrom(memory));
        block.close();
    }

    /** Writes the values of the template's static fields to private memory. */
    protected abstract void firstValues(SharedGlobals scratch);

    @Override
    final Block home() {
        Block found = home;
        return found != null ? found : block;
    }
}
