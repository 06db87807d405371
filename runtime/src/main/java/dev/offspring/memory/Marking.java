package dev.offspring.memory;

import static dev.offspring.memory.BlockLayout.CLOSED;
import static dev.offspring.memory.BlockLayout.DOUBTED;
import static dev.offspring.memory.BlockLayout.LIVE;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which blocks can be reached at one moment, although everybody goes on meanwhile: those that a process is attached to or a global
 * names, the parts of those, and what the parcels among all these name. One process at a time marks.
 *
 * <p>First, every block that nobody holds is doubted: whoever attaches to it from now on removes the doubt. Then come the parts,
 * which hand on what is reached, and at last a look at the doubts: where one was removed, the block is reached, and with it what
 * it leads to. When no more have been removed, all doubts have held since they began, and that is the moment: a parcel that is
 * younger than the doubt of what it names was made by somebody who has removed that doubt; one that is older has been seen, in
 * its queue or in the hands of whoever took it out; and so on along the way by which a block can be reached.
 */
final class Marking {
    private final Mapping mapping;
    private final Blocks blocks;
    private final BitSet reached = new BitSet();
    private final List<Long> doubted = new ArrayList<>();
    private final List<Long> parts = new ArrayList<>();

    /** Marks. The doubts remain. */
    Marking(Mapping mapping, Blocks blocks) {
        this.mapping = mapping;
        this.blocks = blocks;
        blocks.forEach(this::doubt);
        if (doubted.isEmpty()) {
            return;
        }
        blocks.forEach(this::note);
        do {
            mark();
        } while (isDoubtRemoved());
    }

    /** The blocks that were doubted, whether they are {@linkplain #isReached reached} or not. */
    List<Long> doubted() {
        return doubted;
    }

    boolean isReached(long block) {
        return reached.get(mark(block));
    }

    /** No two blocks are nearer to each other than the smallest size. */
    private static int mark(long block) {
        return (int) (block / SizeClasses.size(0));
    }

    private boolean isPart(long block) {
        return (mapping.getInt(block + BlockLayout.KIND) & BlockLayout.PART) != 0;
    }

    private static boolean isInUse(int state) {
        return state == LIVE || state == DOUBTED || state == CLOSED;
    }

    private void doubt(long block) {
        int state = BlockLayout.state(mapping.getLong(block));
        if (!isInUse(state)) {
            return;
        }
        if (blocks.isForgotten(block) && blocks.doubt(block)) {
            doubted.add(block);
        } else if ((!isPart(block) && state != CLOSED) || blocks.isHeld(block)) {
            reached.set(mark(block)); // somebody holds it, or did so a moment ago
        }
    }

    private void note(long block) {
        if (isInUse(BlockLayout.state(mapping.getLong(block))) && isPart(block)) {
            parts.add(block);
        }
    }

    private void mark() {
        int before;
        do {
            before = reached.cardinality();
            for (long part : parts) {
                // In use before in somebody's hands: whoever takes it out attaches to it first.
                if (!isReached(part) && (isPartOfReached(part) || blocks.isHeld(part))) {
                    reached.set(mark(part));
                }
                if (isReached(part) && isParcelUnderWay(part)) {
                    Parcel.forEach(mapping, part, block -> reached.set(mark(block)));
                }
            }
        } while (reached.cardinality() > before);
    }

    /** Whoever closes a parcel has attached to what it names before, and thereby removed its doubt: see {@link #isDoubtRemoved}. */
    private boolean isParcelUnderWay(long part) {
        return mapping.getInt(part + BlockLayout.KIND) == Parcel.KIND
                && BlockLayout.state(mapping.getLong(part)) != CLOSED;
    }

    private boolean isPartOfReached(long part) {
        long owner = mapping.getLong(part + BlockLayout.OWNER);
        return owner != 0 && isReached(owner) && blocks.isPartOfLiving(part);
    }

    private boolean isDoubtRemoved() {
        boolean removed = false;
        for (long block : doubted) {
            if (!isReached(block) && BlockLayout.state(mapping.getLong(block)) != DOUBTED) {
                reached.set(mark(block));
                removed = true;
            }
        }
        return removed;
    }
}
