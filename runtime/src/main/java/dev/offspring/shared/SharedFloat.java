package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A {@code float} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedFloat extends Shared {
    SharedFloat(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedFloat create(float value) {
        SharedFloat created = new SharedFloat(allocate(Kinds.FLOAT, Float.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public float get() {
        return FloatWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(float value) {
        FloatWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public float getPlain() {
        return FloatWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(float value) {
        FloatWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public float getAcquire() {
        return FloatWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(float value) {
        FloatWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public float getAndSet(float value) {
        return FloatWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(float expected, float value) {
        return FloatWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public float compareAndExchange(float expected, float value) {
        return FloatWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public float getAndAdd(float delta) {
        return FloatWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public float addAndGet(float delta) {
        return FloatWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public float getAndIncrement() {
        return getAndAdd(1);
    }

    /** Adds one and returns the sum, atomically. */
    public float incrementAndGet() {
        return addAndGet(1);
    }

    /** Takes one away and returns what was there, atomically. */
    public float getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Takes one away and returns the rest, atomically. */
    public float decrementAndGet() {
        return addAndGet(-1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public float getAndUpdate(DoubleUnaryOperator function) {
        while (true) {
            float before = get();
            float after = (float) function.applyAsDouble(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public float updateAndGet(DoubleUnaryOperator function) {
        while (true) {
            float before = get();
            float after = (float) function.applyAsDouble(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public float getAndAccumulate(float value, DoubleBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsDouble(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public float accumulateAndGet(float value, DoubleBinaryOperator function) {
        return updateAndGet(before -> function.applyAsDouble(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
