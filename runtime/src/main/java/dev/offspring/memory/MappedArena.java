package dev.offspring.memory;

import dev.offspring.error.ArenaFullException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.SessionException;
import dev.offspring.os.MemoryLimit;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** The arena as this process has it mapped, with a slot of its own. Changes of the heap are made by one thread at a time. */
final class MappedArena {
    private static final int SWEEP_EVERY = 64;
    private static final int CAP_PERCENT = 80;

    private final long nonce;
    private final boolean isRoot;
    private final MemorySegment bytes;
    private final Slots slots;
    private final Heap heap;
    private final int slot;
    private final int epoch;

    /** What this process is attached to: block to generation. Several {@link Block}s may share one attachment. */
    private final Map<Long, Integer> attached = new HashMap<>();

    private int untilSweep = SWEEP_EVERY;

    MappedArena(SessionFile file, long nonce, boolean isRoot) {
        this.nonce = nonce;
        this.isRoot = isRoot;
        bytes = file.map();
        long cap = Math.min(bytes.byteSize(), MemoryLimit.bytes() / 100 * CAP_PERCENT);
        Words.compareAndSetLong(bytes, SessionLayout.CAP, 0, cap);
        slots = new Slots(bytes, file);
        heap = new Heap(bytes, file, slots);
        slot = slots.claim(heap::recover);
        epoch = slots.epoch(slot);
        slots.recoverDead(heap::recover);
    }

    synchronized Block allocate(int kind, long dataBytes) {
        if (dataBytes < 0) {
            throw new IllegalArgumentException("bytes=" + dataBytes);
        }
        sweepNowAndThen();
        long block = heap.allocate(slot, kind, dataBytes);
        if (block == 0) {
            reap();
            block = heap.allocate(slot, kind, dataBytes);
        }
        if (block == 0 && isRoot) {
            heap.freeUnattached(slot);
            heap.recount();
            block = heap.allocate(slot, kind, dataBytes);
        }
        if (block == 0) {
            throw new ArenaFullException("no room for " + dataBytes + " bytes of shared memory: used=" + heap.used()
                    + " cap=" + heap.cap() + " carved=" + heap.end() + " size=" + bytes.byteSize()
                    + "; close what is not needed, or give the first process more by -Doffspring.arena=SIZE"
                    + " (at most 80 % of the memory of this machine or container)");
        }
        int generation = BlockLayout.generation(heap.stateWord(block));
        attached.put(block, generation);
        return new Block(this, bytes, new Handle(nonce, block, generation, kind));
    }

    synchronized Block attach(Handle handle) {
        long block = handle.offset();
        if (handle.session() != nonce) {
            throw new ClosedHandleException("of another session: " + handle);
        }
        if (block < SessionLayout.BLOCKS || block >= heap.end() || block % (1 << SessionLayout.UNIT_SHIFT) != 0) {
            throw new ClosedHandleException("no block is there: " + handle);
        }
        if (heap.sizeClass(block) < 0
                || heap.sizeClass(block) >= SizeClasses.COUNT
                || block + SizeClasses.bytes(heap.sizeClass(block)) > bytes.byteSize()) {
            throw new SessionException("beyond what this process could map, " + bytes.byteSize() + " bytes: " + handle
                    + "; lower -Doffspring.arena in the first process, or raise the limit here (ulimit -v)");
        }
        sweepNowAndThen();
        if (!heap.attach(slot, block, handle.generation())) {
            throw new ClosedHandleException("closed already: " + handle);
        }
        attached.put(block, handle.generation());
        if (Words.getInt(bytes, block + BlockLayout.KIND) != handle.kind()) {
            throw new ClosedHandleException("of another kind: " + handle);
        }
        return new Block(this, bytes, handle);
    }

    synchronized void close(Handle handle) {
        if (isAttached(handle)) {
            heap.close(slot, handle.offset(), handle.generation());
            letGo(handle);
        }
    }

    /** After somebody has closed it: this process uses it no more. */
    synchronized void letGo(Handle handle) {
        if (attached.remove(handle.offset(), handle.generation())) {
            heap.detach(slot, handle.offset());
        }
    }

    /** Makes a block live as long as the session, though nobody is attached to it. */
    synchronized void pin(Handle handle) {
        heap.attach(SessionLayout.SESSION_SLOT, handle.offset(), handle.generation());
    }

    /** Takes back what dead processes held, and lets go of what others have closed. */
    synchronized void reap() {
        sweep();
        slots.recoverDead(heap::recover);
        heap.recount();
    }

    private boolean isAttached(Handle handle) {
        Integer generation = attached.get(handle.offset());
        return generation != null && generation == handle.generation();
    }

    private void sweepNowAndThen() {
        if (--untilSweep <= 0) {
            sweep();
            untilSweep = Math.max(SWEEP_EVERY, attached.size());
        }
    }

    private void sweep() {
        attached.entrySet().removeIf(entry -> {
            long block = entry.getKey();
            boolean closed = heap.stateWord(block) != BlockLayout.word(BlockLayout.LIVE, entry.getValue());
            if (closed) {
                heap.detach(slot, block);
            }
            return closed;
        });
    }

    long nonce() {
        return nonce;
    }

    MemorySegment bytes() {
        return bytes;
    }

    Slots slots() {
        return slots;
    }

    Heap heap() {
        return heap;
    }

    int slot() {
        return slot;
    }

    int epoch() {
        return epoch;
    }
}
