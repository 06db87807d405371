package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A {@code short} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedShort extends Shared {
    SharedShort(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedShort create(short value) {
        SharedShort created = new SharedShort(allocate(Kinds.SHORT, Short.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public short get() {
        return ShortWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(short value) {
        ShortWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public short getPlain() {
        return ShortWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(short value) {
        ShortWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public short getAcquire() {
        return ShortWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(short value) {
        ShortWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public short getAndSet(short value) {
        return ShortWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(short expected, short value) {
        return ShortWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public short compareAndExchange(short expected, short value) {
        return ShortWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public short getAndAdd(short delta) {
        return ShortWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public short addAndGet(short delta) {
        return ShortWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public short getAndIncrement() {
        return getAndAdd((short) 1);
    }

    /** Adds one and returns the sum, atomically. */
    public short incrementAndGet() {
        return addAndGet((short) 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public short getAndDecrement() {
        return getAndAdd((short) -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public short decrementAndGet() {
        return addAndGet((short) -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public short getAndUpdate(IntUnaryOperator function) {
        while (true) {
            short before = get();
            short after = (short) function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public short updateAndGet(IntUnaryOperator function) {
        while (true) {
            short before = get();
            short after = (short) function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public short getAndAccumulate(short value, IntBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public short accumulateAndGet(short value, IntBinaryOperator function) {
        return updateAndGet(before -> function.applyAsInt(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
