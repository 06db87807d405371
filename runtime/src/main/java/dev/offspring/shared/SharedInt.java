package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * An {@code int} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedInt extends Shared {
    SharedInt(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedInt create(int value) {
        SharedInt created = new SharedInt(allocate(Kinds.INT, Integer.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public int get() {
        return IntWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(int value) {
        IntWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public int getPlain() {
        return IntWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(int value) {
        IntWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public int getAcquire() {
        return IntWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(int value) {
        IntWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public int getAndSet(int value) {
        return IntWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(int expected, int value) {
        return IntWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public int compareAndExchange(int expected, int value) {
        return IntWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public int getAndAdd(int delta) {
        return IntWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public int addAndGet(int delta) {
        return IntWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public int getAndIncrement() {
        return getAndAdd(1);
    }

    /** Adds one and returns the sum, atomically. */
    public int incrementAndGet() {
        return addAndGet(1);
    }

    /** Takes one away and returns what was there, atomically. */
    public int getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Takes one away and returns the rest, atomically. */
    public int decrementAndGet() {
        return addAndGet(-1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public int getAndUpdate(IntUnaryOperator function) {
        while (true) {
            int before = get();
            int after = function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public int updateAndGet(IntUnaryOperator function) {
        while (true) {
            int before = get();
            int after = function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public int getAndAccumulate(int value, IntBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public int accumulateAndGet(int value, IntBinaryOperator function) {
        return updateAndGet(before -> function.applyAsInt(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
