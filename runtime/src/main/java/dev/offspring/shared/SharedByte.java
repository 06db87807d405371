package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A {@code byte} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedByte extends Shared {
    SharedByte(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedByte create(byte value) {
        SharedByte created = new SharedByte(allocate(Kinds.BYTE, Byte.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public byte get() {
        return ByteWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(byte value) {
        ByteWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public byte getPlain() {
        return ByteWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(byte value) {
        ByteWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public byte getAcquire() {
        return ByteWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(byte value) {
        ByteWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public byte getAndSet(byte value) {
        return ByteWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(byte expected, byte value) {
        return ByteWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public byte compareAndExchange(byte expected, byte value) {
        return ByteWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public byte getAndAdd(byte delta) {
        return ByteWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public byte addAndGet(byte delta) {
        return ByteWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public byte getAndIncrement() {
        return getAndAdd((byte) 1);
    }

    /** Adds one and returns the sum, atomically. */
    public byte incrementAndGet() {
        return addAndGet((byte) 1);
    }

    /** Takes one away and returns what was there, atomically. */
    public byte getAndDecrement() {
        return getAndAdd((byte) -1);
    }

    /** Takes one away and returns the rest, atomically. */
    public byte decrementAndGet() {
        return addAndGet((byte) -1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public byte getAndUpdate(IntUnaryOperator function) {
        while (true) {
            byte before = get();
            byte after = (byte) function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public byte updateAndGet(IntUnaryOperator function) {
        while (true) {
            byte before = get();
            byte after = (byte) function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public byte getAndAccumulate(byte value, IntBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsInt(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public byte accumulateAndGet(byte value, IntBinaryOperator function) {
        return updateAndGet(before -> function.applyAsInt(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
