package dev.offspring.shared;

import dev.offspring.error.SessionException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.sync.Lock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that shared values lie in: a block's payload, or scratch memory of this process alone, in which the first
 * values of globals are put together.
 */
final class Cells {
    private final @Nullable Block block;
    private final MemorySegment bytes;
    private @Nullable Lock guard;
    private @Nullable Map<Long, Object> handles;
    private @Nullable List<AutoCloseable> unused;

    private Cells(@Nullable Block block, MemorySegment bytes) {
        this.block = block;
        this.bytes = bytes;
    }

    static Cells of(Block block) {
        return new Cells(block, block.segment());
    }

    static Cells scratch(long count) {
        return new Cells(null, Arena.ofAuto().allocate(count, Long.BYTES));
    }

    /** The bytes, checked to be what they were: every operation on shared values begins here. */
    MemorySegment bytes() {
        check();
        return bytes;
    }

    /** As by {@link #bytes}, for operations that need none yet. */
    void check() {
        Block checked = block;
        if (checked != null) {
            checked.check();
        }
    }

    Block block() {
        return Objects.requireNonNull(block, "scratch memory has no handle");
    }

    /** Puts a handle there, in scratch memory; {@code name} is for messages. */
    void setHandle(long offset, @Nullable Object handle, String name) {
        HandleCells.write(bytes(), offset, handle, name);
        unused().add(() -> HandleCells.forget(bytes, offset));
    }

    private List<AutoCloseable> unused() {
        List<AutoCloseable> all = unused;
        if (all == null) {
            all = new ArrayList<>();
            unused = all;
        }
        return all;
    }

    /** A handle that was made only to be put there. */
    <T extends AutoCloseable> T made(T handle) {
        unused().add(handle);
        return handle;
    }

    /** Takes back what scratch memory has done to others, because another process was faster. */
    void discard() {
        for (AutoCloseable handle : unused().reversed()) {
            try {
                handle.close();
            } catch (Exception e) {
                throw new SessionException("a first value that is not needed cannot be closed", e);
            }
        }
    }

    /** The handle there: one object for all calls. */
    synchronized Object handle(long offset) {
        Map<Long, Object> known = handles;
        if (known == null) {
            known = new HashMap<>();
            handles = known;
        }
        return known.computeIfAbsent(offset, at -> HandleCells.read(bytes(), at));
    }

    /** The lock of the block that they lie in. One object for all calls: whoever holds it is known by it. */
    Lock guard() {
        check();
        Lock found = guard;
        if (found == null) {
            found = Lock.guardOf(block());
            guard = found;
        }
        return found;
    }

    Handle handle() {
        return block().handle();
    }

    boolean isScratch() {
        return block == null;
    }

    void close() {
        Block closed = block;
        if (closed != null) {
            closed.close();
        }
    }

    String describe() {
        Block described = block;
        if (described == null) {
            return "scratch";
        }
        return described.isOpen() ? "@" + Long.toHexString(described.handle().offset()) : "closed";
    }
}
