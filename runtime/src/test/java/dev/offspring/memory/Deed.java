package dev.offspring.memory;

import java.util.EnumSet;
import java.util.Set;

/** What a process may be at in the arena when it dies or is stopped. */
enum Deed {
    ALLOCATE_NEW_MEMORY {
        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.fill(me, 300);
        }
    },
    ALLOCATE_FROM_A_LIST {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.close(me, scene.fill(me, SMALL));
            scene.close(me, scene.fill(me, SMALL));
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.fill(me, SMALL);
        }
    },
    CLOSE {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.share(me, SMALL);
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.close(me, scene.shared);
        }
    },
    CLOSE_LARGE {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.share(me, LARGE);
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.close(me, scene.shared);
        }
    },
    MEET {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.forget();
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.kept = scene.meet(me);
        }
    },
    MEET_AND_LET_GO {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.forget();
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            if (scene.meet(me)) {
                me.blocks().detach(scene.shared);
            }
        }
    },
    MEET_AND_CLOSE {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.forget();
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            if (scene.meet(me)) {
                scene.close(me, scene.shared);
            }
        }
    },
    RECLAIM_WHEN_MEMORY_IS_SHORT {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.forget();
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            me.arena().reaper().reapAll(me.arena().slots(), true);
        }
    },
    LEAVE_WHAT_IS_USED_AND_DOUBTED {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.share(me, SMALL);
            me.mapping().setLong(scene.shared, me.blocks().doubtedWord(scene.shared, scene.generation));
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            me.arena().reaper().reapAll(me.arena().slots(), true);
        }
    },
    LEAVE_WHAT_IS_CARRIED {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.forget();
            scene.carry(me);
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            me.arena().reaper().reapAll(me.arena().slots(), true);
        }
    },
    CLOSE_WHAT_IS_FORGOTTEN {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            scene.forget();
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.closeIfForgotten(me);
        }
    },
    REAP {
        @Override
        void prepare(Mortal me, Deed.Scene scene) {
            if (!scene.hasDead) { // one slot has one dead
                DeadProcess.leave();
            }
            scene.hasDead = true;
        }

        @Override
        void run(Mortal me, Deed.Scene scene) {
            me.arena().reaper().reapAll(me.arena().slots(), false);
        }
    },
    RESERVE_SPACE {
        @Override
        void run(Mortal me, Deed.Scene scene) {
            scene.fill(me, LARGE);
            scene.fill(me, LARGE);
        }
    },
    FINISH_A_CLAIM {
        @Override
        void run(Mortal me, Deed.Scene scene) {
            Claim claim = new Claim(me.mapping(), me.arena().slots(), GlobalLayout.offset(0) + GlobalLayout.CLAIM);
            if (claim.acquire()) {
                claim.releaseLazily();
            }
            if (claim.acquire()) {
                claim.finish();
            }
        }
    },
    TAKE_A_SLOT {
        @Override
        void run(Mortal me, Deed.Scene scene) {
            Slots.take(me.mapping());
        }
    };

    private static final int SMALL = 1000;
    private static final int LARGE = 3 << 19;

    /** Those of which two may be under way at once, the one of a process that is stopped; the others wait for each other. */
    static final Set<Deed> UNHINDERED = EnumSet.complementOf(EnumSet.of(
            LEAVE_WHAT_IS_USED_AND_DOUBTED, LEAVE_WHAT_IS_CARRIED, RESERVE_SPACE, FINISH_A_CLAIM, TAKE_A_SLOT));

    void prepare(Mortal me, Scene scene) {}

    abstract void run(Mortal me, Scene scene);

    /** The block that the processes of one run share. */
    static final class Scene {
        private long shared;
        private int generation;
        private boolean closed;
        private boolean kept;
        private boolean hasDead;

        /** A new block, full of what is not zero. */
        long fill(Mortal me, int bytes) {
            long block = Session.allocate(me.arena(), SizeClasses.of(BlockLayout.PAYLOAD + bytes), true);
            me.blocks().publish(block, HeapWorker.KIND, bytes);
            Heap.assertZeroThenFill(me.mapping(), block, bytes);
            return block;
        }

        void close(Mortal me, long block) {
            closed |= block == shared;
            me.blocks()
                    .close(block, block == shared ? generation : me.mapping().getInt(block + BlockLayout.GENERATION));
            me.blocks().detach(block);
        }

        /** From here on the shared block is a new one of this process's. */
        void share(Mortal me, int bytes) {
            shared = fill(me, bytes);
            generation = me.mapping().getInt(shared + BlockLayout.GENERATION);
        }

        /** The shared block is one to which nobody is attached, although it lives. */
        void forget() {
            if (shared == 0) {
                Block block = Session.current().allocate(HeapWorker.KIND, SMALL);
                block.detach();
                shared = block.handle().offset();
                generation = block.handle().generation();
            }
        }

        /** A message that this process has in its hands carries the shared block. */
        void carry(Mortal me) {
            long parcel = Session.allocate(me.arena(), SizeClasses.of(BlockLayout.PAYLOAD + SMALL), false);
            me.blocks().publish(parcel, Parcel.KIND, SMALL);
            me.mapping().setLong(parcel + BlockLayout.PAYLOAD + Long.BYTES, shared);
            me.mapping().setLong(parcel + BlockLayout.PAYLOAD + 2 * Long.BYTES, generation);
            me.mapping().setLong(parcel + BlockLayout.PAYLOAD, 1);
        }

        void closeIfForgotten(Mortal me) {
            closed = true; // perhaps
            long travelled = BlockLayout.GENERATION - BlockLayout.PAYLOAD; // an int that is not 0: it may be on its way
            me.arena()
                    .reaper()
                    .closeIfForgotten(shared, generation, travelled, me.arena().slots());
        }

        /** Whether the shared block lives; then it goes on living until somebody closes it. */
        boolean meet(Mortal me) {
            if (!me.blocks().attachLiving(shared, generation)) {
                return false;
            }
            assertLives(me);
            return true;
        }

        /** What a process uses and nobody has closed lives. */
        void assertKept(Mortal user) {
            if (kept) {
                assertLives(user);
            }
        }

        private void assertLives(Mortal user) {
            if (!user.blocks().isAlive(shared, generation) && !closed) { // in this order: it may be closed just now
                throw new AssertionError("a block that nobody closed was reclaimed while a process used it");
            }
        }
    }
}
