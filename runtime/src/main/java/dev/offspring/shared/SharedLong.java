package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * A {@code long} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedLong extends Shared {
    SharedLong(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedLong create(long value) {
        SharedLong created = new SharedLong(allocate(Kinds.LONG, Long.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public long get() {
        return LongWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(long value) {
        LongWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public long getPlain() {
        return LongWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(long value) {
        LongWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public long getAcquire() {
        return LongWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(long value) {
        LongWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public long getAndSet(long value) {
        return LongWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(long expected, long value) {
        return LongWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public long compareAndExchange(long expected, long value) {
        return LongWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public long getAndAdd(long delta) {
        return LongWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public long addAndGet(long delta) {
        return LongWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public long getAndIncrement() {
        return getAndAdd(1);
    }

    /** Adds one and returns the sum, atomically. */
    public long incrementAndGet() {
        return addAndGet(1);
    }

    /** Takes one away and returns what was there, atomically. */
    public long getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Takes one away and returns the rest, atomically. */
    public long decrementAndGet() {
        return addAndGet(-1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public long getAndUpdate(LongUnaryOperator function) {
        while (true) {
            long before = get();
            long after = function.applyAsLong(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public long updateAndGet(LongUnaryOperator function) {
        while (true) {
            long before = get();
            long after = function.applyAsLong(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public long getAndAccumulate(long value, LongBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsLong(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public long accumulateAndGet(long value, LongBinaryOperator function) {
        return updateAndGet(before -> function.applyAsLong(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
