package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Slots;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The rounds of a barrier: who has arrived, and what became of the rounds before. */
final class Rounds {
    static final long NOBODY = -1;

    /** Of a dead process whose slot another one has by now. */
    static final long UNKNOWN = 0;

    private final MemorySegment bytes;
    private final Slots slots;
    private final Gate gate;
    private final long process;

    Rounds(Block block) {
        this.bytes = block.segment();
        this.slots = block.processes();
        this.gate = new Gate(block, BarrierLayout.RELEASES);
        this.process = LockLayout.process(slots.own(), slots.ownEpoch());
    }

    /**
     * One thread's arrival.
     *
     * @param state of the round
     * @param cell which arrival it was, from 0
     */
    record Arrival(long state, int cell, boolean isLast) {}

    Gate gate() {
        return gate;
    }

    int parties() {
        return Words.getInt(bytes, BarrierLayout.PARTIES);
    }

    long state() {
        return Words.getLong(bytes, BarrierLayout.STATE);
    }

    /** This thread's arrival in the round of this state; null if the round is full. */
    @Nullable
    Arrival arrive(long state) {
        int parties = parties();
        long mine = BarrierLayout.arrival(state, process);
        for (int cell = 0; cell < parties; cell++) {
            long there = arrival(cell);
            while (BarrierLayout.round(there) != BarrierLayout.round(state)) {
                if (Words.compareAndSet(bytes, BarrierLayout.arrival(cell), there, mine)) {
                    return new Arrival(state, cell, cell == parties - 1);
                }
                there = arrival(cell);
            }
        }
        return null;
    }

    private long arrival(int cell) {
        return Words.getLong(bytes, BarrierLayout.arrival(cell));
    }

    /** How many have arrived in this round. */
    int arrived(long state) {
        int parties = parties();
        int arrived = 0;
        while (arrived < parties && BarrierLayout.round(arrival(arrived)) == BarrierLayout.round(state)) {
            arrived++;
        }
        return arrived;
    }

    /** Changes the state, and releases all; false if it is another by now. */
    boolean change(long state, long changed) {
        boolean done = Words.compareAndSet(bytes, BarrierLayout.STATE, state, changed);
        if (done) {
            gate.bumpIfSlept(Integer.MAX_VALUE);
        }
        return done;
    }

    void reset() {
        long state = state();
        while (true) {
            // First: whoever sees the new era must be able to tell which rounds of the old one were passed.
            noteEnd(BarrierLayout.ended(state));
            if (change(state, BarrierLayout.reset(state))) {
                return;
            }
            state = state();
        }
    }

    private void noteEnd(long end) {
        long ended = Words.getLong(bytes, BarrierLayout.ENDED);
        while (ended < end && !Words.compareAndSet(bytes, BarrierLayout.ENDED, ended, end)) {
            ended = Words.getLong(bytes, BarrierLayout.ENDED);
        }
    }

    /** Whether all had come in the round of this state, which is over. */
    boolean isPassed(long state) {
        long now = state();
        if (BarrierLayout.era(now) == BarrierLayout.era(state)) {
            return BarrierLayout.round(now) != BarrierLayout.round(state);
        }
        // Two eras later nobody knows any more; then it counts as broken.
        long ended = Words.getLong(bytes, BarrierLayout.ENDED);
        return ended >>> Integer.SIZE == BarrierLayout.era(state) && (int) ended - BarrierLayout.round(state) > 0;
    }

    /**
     * The process id of whoever arrived just before this cell, if it is dead, or {@link #UNKNOWN}; else {@link #NOBODY}. The first cell looks at the last one. If
     * everybody who waits asks for this, every death is seen: of those in a ring who live, one comes just after a dead one.
     */
    long deadBefore(long state, int cell) {
        int arrived = arrived(state);
        for (int back = 1; back < arrived; back++) {
            long arrival = arrival(Math.floorMod(cell - back, arrived));
            int slot = LockLayout.slot(arrival);
            if (slot != slots.own() || !LockLayout.isOfEpoch(arrival, slots.ownEpoch())) {
                return deadPid(arrival, slot);
            }
        }
        return NOBODY;
    }

    private long deadPid(long arrival, int slot) {
        int epoch = slots.epoch(slot);
        if (!LockLayout.isOfEpoch(arrival, epoch)) {
            return UNKNOWN;
        }
        return slots.isDead(slot, epoch) ? slots.pid(slot) : NOBODY;
    }
}
