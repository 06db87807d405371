package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Claim;
import java.lang.foreign.MemorySegment;

/** Where a semaphore's permits are. Nothing here waits for a permit. */
sealed interface Permits {
    /** How many are there. */
    int available();

    /** Takes so many, or none if there are fewer. */
    boolean take(int count);

    /** Gives so many back; throws what the semaphore shall throw if that cannot be. */
    void give(int count);

    /** Those of the dead come back; true if there were any. */
    boolean takeBack();

    /** One number: whoever has taken permits may die with them. */
    record Plain(MemorySegment bytes) implements Permits {
        @Override
        public int available() {
            return Words.getInt(bytes, SemaphoreLayout.NUMBER);
        }

        @Override
        public boolean take(int count) {
            while (true) {
                int available = available();
                if (available < count) {
                    return false;
                }
                if (Words.compareAndSet(bytes, SemaphoreLayout.NUMBER, available, available - count)) {
                    return true;
                }
            }
        }

        @Override
        public void give(int count) {
            while (true) {
                int available = available();
                if (available > Integer.MAX_VALUE - count) {
                    throw new Error("Maximum permit count exceeded");
                }
                if (Words.compareAndSet(bytes, SemaphoreLayout.NUMBER, available, available + count)) {
                    return;
                }
            }
        }

        @Override
        public boolean takeBack() {
            return false;
        }
    }

    /**
     * What is there is what there is in all, without the shares of the living. So a process has its permits by one write to
     * its own share, and loses them by its death, without anything to repair. The claim keeps two from taking the same.
     */
    record Owned(MemorySegment bytes, Shares shares, Claim claim) implements Permits {
        static Owned of(Block block) {
            return new Owned(
                    block.segment(), new Shares(block, SemaphoreLayout.SHARES), block.claim(SemaphoreLayout.CLAIM));
        }

        private int total() {
            return Words.getInt(bytes, SemaphoreLayout.NUMBER);
        }

        @Override
        public int available() {
            return Math.max(0, total() - shares.sum());
        }

        @Override
        public boolean take(int count) {
            if (available() < count) {
                return false; // without a claim: so those who wait do not disturb those who work
            }
            claim.acquire();
            try {
                boolean enough = available() >= count;
                if (enough) {
                    shares.add(count);
                }
                return enough;
            } finally {
                claim.release();
            }
        }

        @Override
        public void give(int count) {
            if (!shares.subtract(count)) {
                throw new IllegalMonitorStateException(
                        "this process has " + shares.own() + " permits of the semaphore and" + " cannot release "
                                + count + ": only the process that acquired a permit may release it");
            }
        }

        @Override
        public boolean takeBack() {
            return shares.forgetDead();
        }
    }
}
