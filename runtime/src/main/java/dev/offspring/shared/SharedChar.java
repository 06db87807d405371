package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A {@code char} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedChar extends Shared {
    SharedChar(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedChar create(char value) {
        SharedChar created = new SharedChar(allocate(Kinds.CHAR, Character.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public char get() {
        return CharWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(char value) {
        CharWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public char getPlain() {
        return CharWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(char value) {
        CharWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public char getAcquire() {
        return CharWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(char value) {
        CharWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public char getAndSet(char value) {
        return CharWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(char expected, char value) {
        return CharWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public char compareAndExchange(char expected, char value) {
        return CharWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public char getAndAdd(int delta) {
        return CharWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public char addAndGet(int delta) {
        return CharWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public char getAndIncrement() {
        return getAndAdd(1);
    }

    /** Adds one and returns the sum, atomically. */
    public char incrementAndGet() {
        return addAndGet(1);
    }

    /** Takes one away and returns what was there, atomically. */
    public char getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Takes one away and returns the rest, atomically. */
    public char decrementAndGet() {
        return addAndGet(-1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public char getAndUpdate(IntUnaryOperator function) {
        while (true) {
            char before = get();
            char after = (char) function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public char updateAndGet(IntUnaryOperator function) {
        while (true) {
            char before = get();
            char after = (char) function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public char getAndAccumulate(char value, IntBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public char accumulateAndGet(char value, IntBinaryOperator function) {
        return updateAndGet(before -> function.applyAsInt(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
